import type { CalendarDate } from '#kernel/time.js'
import type { AnswerField, Requirement } from '../model.js'
import { answerInWords } from './answer-in-words.js'
import type { RoutedQuestion } from './asked-questions.js'
import type { FormFill, GuidedForm } from './form-model.js'
import { judgeForm } from './judge-form.js'

const MOST_WORDS = 7500

/**
 * The answer to the requirement of a form, field by field, from the finished form. Words are cut at
 * 7,500 characters with a note, since the form holds the whole.
 */
export const fillRequirement = (
  form: GuidedForm,
  requirement: Requirement,
  routed: readonly RoutedQuestion[],
  finishedOn: CalendarDate,
): Record<string, string | number | boolean> =>
  Object.fromEntries(
    form.fills.flatMap((fill) => {
      const field = requirement.fields.find((one) => one.id === fill.field)
      const value = field && valueOf(fill, field, routed, finishedOn)
      return value === undefined || value === '' ? [] : [[fill.field, value]]
    }),
  )

const valueOf = (
  fill: FormFill,
  field: AnswerField,
  routed: readonly RoutedQuestion[],
  finishedOn: CalendarDate,
): string | number | boolean | undefined => {
  if ('value' in fill) return fill.value
  if ('from' in fill) return fill.from === 'finished-on' ? finishedOn : openPoints(routed)
  const questions = fill.answers.flatMap(
    (code) => routed.find((one) => one.question.code === code) ?? [],
  )
  const value = questions[0]?.answer?.value
  if (field.kind === 'yes-no') return typeof value === 'string' ? value === 'yes' : undefined
  if (field.kind === 'number') return typeof value === 'number' ? value : undefined
  if (field.kind === 'choice' || field.kind === 'date')
    return typeof value === 'string' ? value : undefined
  return cut(questions.map((one) => worded(one, questions.length > 1)).join('\n\n'))
}

const worded = (one: RoutedQuestion, withCode: boolean): string => {
  const words =
    one.state === 'not-asked' ? `Not asked. ${one.because.join(' ')}` : answerInWords(one)
  return withCode ? `${one.question.code} ${one.question.asks}\n${words}` : words
}

/** The questions that failed or that somebody has to read, by their codes; `none` where there are none. */
const openPoints = (routed: readonly RoutedQuestion[]): string => {
  const { fails, refers } = judgeForm(routed)
  const lines = [
    ...fails.map((one) => `${one.code} fails: ${one.because}`),
    ...refers.map((one) => `${one.code} to be read: ${one.because}`),
  ]
  return lines.length === 0 ? 'none' : cut(lines.join('\n'))
}

const cut = (words: string): string =>
  words.length <= MOST_WORDS ? words : `${words.slice(0, MOST_WORDS)}… (the form holds the whole)`
