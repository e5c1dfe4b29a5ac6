import { MEASURE_CHOICES, type AnswerField } from '#modules/framework/index.js'
import { asDate, NOT_ANSWERED, type Tone } from '#ui/index.js'
import type { AnswerValue } from './model.js'
import type { EvidenceWord } from './rules.js'

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
  Accepted: 'green',
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
