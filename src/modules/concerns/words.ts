import type { Tone } from '#ui/index.js'
import { HAZARD_KIND_NAMES } from './hazard-kinds.js'
import type { Alert, AnswerState, Concern } from './model.js'

/** What stands at the head of every alert (product.md, words). */
export const NOT_A_NATIONAL_ALERT = 'Not a National Patient Safety Alert or a field safety notice'

/** What stands by every concern until it is triaged. */
export const NOT_ESTABLISHED = 'Reported, not established until triaged'

/** What an alert is about, in words. */
export const KIND_NAMES: Readonly<Record<string, string>> = {
  ...HAZARD_KIND_NAMES,
  'stop-called': 'An emergency stop was called',
  ceased: 'The use has ceased',
}

/** The heading of an alert: what, of which product and version. */
export const alertTitle = (alert: Pick<Alert, 'notice' | 'product' | 'version'>): string => {
  const tool = `${alert.product.name} ${alert.version.name}`
  if (alert.notice === 'stop') return `Stop called: ${tool}`
  return alert.notice === 'cease' ? `Use ceased: ${tool}` : `Alert: ${tool}`
}

export const HARM_NAMES: Readonly<Record<Concern['harm'], string>> = {
  'not-answered': 'Not answered',
  no: 'No',
  'not-sure': 'Not sure',
  minor: 'Yes, minor harm',
  serious: 'Yes, serious harm',
}

export const STILL_NAMES: Readonly<Record<Concern['stillHappening'], string>> = {
  'not-answered': 'Not answered',
  yes: 'Yes',
  no: 'No',
  'not-sure': 'Not sure',
}

export const ORIGIN_NAMES: Readonly<Record<Concern['origin'], string>> = {
  staff: 'A member of staff',
  public: 'A member of the public',
  signal: 'A signal in monitoring',
}

export const STATE_NAMES: Readonly<Record<Concern['state'], string>> = {
  reported: 'Reported',
  triaged: 'Triaged',
  closed: 'Closed',
}

export const SEVERITY_NAMES: Readonly<Record<'not-serious' | 'serious', string>> = {
  'not-serious': 'Not serious',
  serious: 'Serious',
}

export const ANSWER_NAMES: Readonly<Record<AnswerState, string>> = {
  told: 'Told, not acknowledged',
  acknowledged: 'Acknowledged',
  'action-required': 'Action required',
  'action-not-required': 'Action not required',
  complete: 'Complete',
}

export const ANSWER_TONES: Readonly<Record<AnswerState, Tone>> = {
  told: 'red',
  acknowledged: 'yellow',
  'action-required': 'orange',
  'action-not-required': 'neutral',
  complete: 'green',
}
