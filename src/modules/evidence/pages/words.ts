import type { AnswerField, Requirement, Source } from '#modules/framework/index.js'
import { MEASURE_CHOICES } from '#modules/framework/index.js'
import { asDate, NOT_ANSWERED, type Tone } from '#ui/index.js'
import type { AnswerValue } from '../model.js'
import type { EvidenceWord } from '../rules.js'

/** How each state of evidence looks. */
export const WORD_TONES: Readonly<Record<EvidenceWord, Tone>> = {
  'Not answered': 'outline',
  Started: 'blue',
  'To sign': 'yellow',
  Signed: 'green',
  'Changed since signed': 'yellow',
  'Expires soon': 'yellow',
  Expired: 'red',
  'Under review': 'orange',
  'Said not to apply': 'neutral',
}

/** An answer in the words of its field. */
export const answerInWords = (field: AnswerField, value: AnswerValue | undefined): string => {
  if (value === undefined || value === null || value === '') return NOT_ANSWERED
  if (value === true) return 'Yes'
  if (value === false) return 'No'
  if (field.kind === 'choice') return labelIn(field.choices, String(value))
  if (field.kind === 'date') return asDate(String(value))
  if (typeof value === 'object') return value.map((one) => labelIn(MEASURE_CHOICES, one)).join('; ')
  return String(value)
}

const labelIn = (choices: readonly { id: string; label: string }[], id: string): string =>
  choices.find((choice) => choice.id === id)?.label ?? id

/** How sure a source is, in words; what is not confirmed says so (product.md, rule 7). */
export const markInWords = (source: Source): string =>
  ({
    verified: 'read at its source',
    secondary: 'read elsewhere, to be confirmed at its source',
    'to-be-confirmed': 'to be confirmed',
  })[source.mark]

/** The date of a source as it gives it: a year, a month, a day, or undated. */
export const sourceDate = (source: Source): string => {
  const { date } = source
  if (date === null) return 'no date'
  if (date === 'undated') return 'undated'
  if (/^\d{4}$/.test(date)) return date
  if (/^\d{4}-\d{2}$/.test(date)) return asDate(`${date}-01`).replace(/^1 /, '')
  return asDate(date)
}

/** When a requirement is looked at again. */
export const renewalInWords = (requirement: Requirement): string =>
  requirement.renewal
    .map((one) => ('months' in one ? `every ${one.months} months` : EVENTS[one.on]))
    .join(', ')

const EVENTS = {
  version: 'with every new version',
  change: 'when the configuration or the use changes',
  decision: 'with every decision',
  review: 'at every review',
  decommissioning: 'when it is taken out of use',
  once: 'once',
} as const
