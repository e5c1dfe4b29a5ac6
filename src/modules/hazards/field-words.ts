import { likelihoodName, severityName } from './clinical-safety-data.js'
import type { Control, HazardContent, Score, WordField } from './model.js'

/** The fields of words as the screen and files say them. */
export const WORD_NAMES: Readonly<Record<WordField, string>> = {
  description: 'Description',
  causes: 'Causes',
  effect: 'Effect on intended care',
  hazard: 'What could go wrong',
  harm: 'Harm to a person',
  existingControls: 'Controls there are already',
}

export const CONTROL_NAMES: Readonly<Record<Control['kind'], string>> = {
  design: 'Design',
  test: 'Test',
  training: 'Training',
  process: 'Change of process',
}

export const STATE_NAMES: Readonly<Record<HazardContent['state'], string>> = {
  open: 'Open',
  transferred: 'Transferred',
  closed: 'Closed',
}

export const ENTRY_NAMES: Readonly<Record<HazardContent['entry'], string>> = {
  logged: 'Logged',
  'awaiting-triage': 'Awaiting triage',
  deprecated: 'Withdrawn from the log',
}

/** Every field that a history names, as the screen says it. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  ...WORD_NAMES,
  name: 'Name',
  kind: 'Kind',
  controls: 'New controls',
  'initial.likelihood': 'Likelihood before controls',
  'initial.severity': 'Severity before controls',
  'residual.likelihood': 'Likelihood after controls',
  'residual.severity': 'Severity after controls',
  toleratedBecause: 'Tolerated because',
  corporateScore: 'Corporate score',
  ownerId: 'Owner',
  entry: 'Entry',
  state: 'State',
  reason: 'Reason for the state',
  transferredTo: 'Transferred to',
  concerns: 'Concerns',
}

/** A score in words: likelihood, then severity. */
export const scoreWords = (score: Score | null): string =>
  score
    ? `${likelihoodName(score.likelihood)} likelihood, ${severityName(score.severity).toLowerCase()} severity`
    : 'not scored'

/** A control in one line. */
export const controlWords = (one: Control): string =>
  [
    `${CONTROL_NAMES[one.kind]}: ${one.words}`,
    one.evidence && `Evidence: ${one.evidence}`,
    one.who && `Who: ${one.who}`,
    one.done ? `done ${one.done}` : one.due && `due ${one.due}`,
  ]
    .flatMap((part) => (part ? [part.trim().replace(/\.$/, '')] : []))
    .join('. ')

/** What changed between two states of a hazard, by the names that forms give their fields, in words. */
export const fieldsChanged = (
  before: HazardContent,
  after: HazardContent,
): Record<string, string> => {
  const [then, now] = [inFields(before), inFields(after)]
  return Object.fromEntries(Object.entries(now).filter(([field, words]) => then[field] !== words))
}

const inFields = (one: HazardContent): Record<string, string> => ({
  name: one.name,
  kind: one.kind,
  description: one.description,
  causes: one.causes,
  effect: one.effect,
  hazard: one.hazard,
  harm: one.harm,
  existingControls: one.existingControls,
  controls: one.controls.map(controlWords).join('\n'),
  ...scoreFields('initial', one.initial),
  ...scoreFields('residual', one.residual),
  toleratedBecause: one.toleratedBecause,
  corporateScore: one.corporateScore === null ? '' : String(one.corporateScore),
  ownerId: one.ownerName,
  entry: ENTRY_NAMES[one.entry],
  state: STATE_NAMES[one.state],
  reason: one.stateReason,
  transferredTo: one.transferredTo,
  concerns: one.concerns.map(({ reference }) => reference).join(', '),
})

const scoreFields = (side: 'initial' | 'residual', score: Score | null) => ({
  [`${side}.likelihood`]: score ? likelihoodName(score.likelihood) : '',
  [`${side}.severity`]: score ? severityName(score.severity) : '',
})
