import { z } from 'zod'
import { freeText } from '#kernel/identifiable-data.js'
import { choicesOf, type FormQuestion, type TextHeld } from '#modules/framework/index.js'
import type { AnswerWords } from './model.js'

const MOST_WORDS = 4000
const MOST_WORDS_BESIDE = 2000

const beside = freeText('the details', MOST_WORDS_BESIDE, 0)

/** What was typed to one question, read by what it takes, or what is wrong with it. */
export const readAnswer = (
  question: FormQuestion,
  given: AnswerWords,
): { answer: AnswerWords } | { message: string } => {
  const isGiven = !(given.value === null || given.value === '' || emptyList(given.value))
  const value = (isGiven ? schemaOf(question) : z.null()).safeParse(isGiven ? given.value : null)
  const words = beside.safeParse(given.words)
  const reason = beside.safeParse(given.notApplicableReason ?? '')
  const wrong = value.error ?? words.error ?? reason.error
  if (wrong) return { message: wrong.issues[0]?.message ?? 'This cannot be read.' }
  const said = reason.data ?? ''
  if (said !== '' && !question.mayNotApply)
    return { message: 'Nobody can say that this question does not apply. Answer it.' }
  if (said !== '' && isGiven)
    return { message: 'Answer it, or say why it does not apply. Not both.' }
  return {
    answer: {
      value: value.data ?? null,
      words: words.data ?? '',
      notApplicableReason: said === '' ? null : said,
    },
  }
}

const HELD = {
  words: freeText('an answer', MOST_WORDS),
  email: freeText('an answer', MOST_WORDS).pipe(
    z.email('Enter an e-mail address, such as contact@example.org.'),
  ),
  // Ten digits at least, as a number with its area code has; an extension or a plus may stand beside them.
  telephone: freeText('an answer', MOST_WORDS).refine(
    (text) => (text.match(/\d/g) ?? []).length >= 10,
    'Enter a telephone number with its area or country code, such as 020 7946 0000.',
  ),
} satisfies Readonly<Record<TextHeld | 'words', z.ZodType<string>>>

const emptyList = (value: AnswerWords['value']): boolean =>
  Array.isArray(value) && value.every((one) => one === '')

const schemaOf = (question: FormQuestion): z.ZodType<AnswerWords['value']> => {
  const ids = choicesOf(question).map((choice) => choice.id)
  switch (question.kind) {
    case 'text':
      return HELD[question.holds ?? 'words']
    case 'long-text':
      return HELD.words
    case 'date':
      return z.iso.date('Enter a date as day, month and year.')
    case 'number':
      return z.preprocess(
        (raw) => (typeof raw === 'string' ? Number(raw.replaceAll(/[ ,]/g, '')) : raw),
        z.number('Enter a number.'),
      )
    case 'many':
      return z.preprocess(
        (raw) => [raw].flat().filter((one) => one !== ''),
        z.array(z.enum(ids, 'Choose answers from the list.')),
      )
    default:
      return z.enum(ids, 'Choose one of the answers.')
  }
}

/** Whether two answers say the same. */
export const saysTheSame = (one: AnswerWords, other: AnswerWords): boolean =>
  JSON.stringify([one.value, one.words, one.notApplicableReason]) ===
  JSON.stringify([other.value, other.words, other.notApplicableReason])

/** An answer of nothing. */
export const NOTHING_SAID: AnswerWords = { value: null, words: '', notApplicableReason: null }
