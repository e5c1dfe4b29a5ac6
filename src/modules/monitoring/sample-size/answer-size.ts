import type { Problem } from '#kernel/errors.js'
import { asCount } from '#ui/words.js'
import { asNumber } from '../control-charts/number-words.js'
import { readNumber } from '../read-table/read-number.js'
import type { SizeFigure, SizeQuestion, SizeValues } from './questions.js'
import { SIZE_INPUTS, type SizeInput, type SizeInputName } from './size-inputs.js'

/** The answer to a question about numbers of cases, whole. */
export interface SizeAnswer extends SizeFigure {
  readonly given: Partial<SizeValues>
  readonly counted: string
  /** How many weeks it takes, rounded up; null where it was not asked or is not a matter of weeks. */
  readonly weeks: number | null
  readonly method: string
  readonly source: string
  readonly assumptions: readonly string[]
}

/** What somebody typed, by the name of the input. */
export type TypedSizes = Readonly<Record<string, string | undefined>>

const KIND_WORDS: Readonly<Record<SizeInput['kind'], string>> = {
  share: 'a share',
  number: 'a number',
  count: 'a whole number',
}

const boundWords = ({ kind, from, to }: SizeInput): string => {
  if (kind === 'share') return `${from * 100}% to ${to * 100}%`
  return `${asNumber(from)} to ${asNumber(to)}`
}

const readInput = (input: SizeInput, typed: string | undefined): number | null | Problem => {
  const text = (typed ?? '').trim()
  if (text === '' && input.optional) return null
  const wanted = `${KIND_WORDS[input.kind]} from ${boundWords(input)}`
  const wrong: Problem = { field: input.name, message: `${input.label}: enter ${wanted}.` }
  if (text.length > 20) return wrong
  const read = readNumber(text)
  if (!('value' in read)) return wrong
  const { value } = read
  const isWhole = input.kind !== 'count' || Number.isInteger(value)
  return isWhole && value >= input.from && value <= input.to ? value : wrong
}

/** The least by which two shares must differ for a number of cases to mean anything. */
const LEAST_APART = 0.001

const tooClose = ({ apart }: SizeQuestion, given: Partial<SizeValues>): Problem | null => {
  const [first, second] = apart ?? []
  if (!first || !second) return null
  const [one, other] = [given[first], given[second]]
  if (one === undefined || other === undefined) return null
  if (Math.abs(one - other) >= LEAST_APART - 1e-12) return null
  const message = `${SIZE_INPUTS[second].label}: enter a value other than that of “${SIZE_INPUTS[first].label}”.`
  return { field: second, message }
}

/** Answers a question from what was typed, or says what is wrong with each field. */
export const answerSize = (
  question: SizeQuestion,
  typed: TypedSizes,
): { answer: SizeAnswer } | { problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const given: Partial<Record<SizeInputName, number>> = {}
  for (const name of question.inputs) {
    const read = readInput(SIZE_INPUTS[name], typed[name])
    if (typeof read === 'number') given[name] = read
    else if (read !== null) problems.push(read)
  }
  const close = tooClose(question, given)
  if (close) problems.push(close)
  if (problems.length > 0) return { problems }
  // Every input that the question reads was given: those left out are problems above.
  const figure = question.answer(given as SizeValues)
  const { counted, method, source, assumptions } = question
  const { perWeek } = given
  const weeks =
    perWeek === undefined || figure.needed === null ? null : Math.ceil(figure.needed / perWeek)
  return { answer: { ...figure, given, counted, weeks, method, source, assumptions } }
}

/** How many weeks it takes, in a sentence; nothing where that was not asked. */
export const weeksWords = ({ weeks, given }: SizeAnswer): string =>
  weeks === null
    ? ''
    : `At ${given.perWeek} a week that takes ${weeks === 1 ? 'one week' : `${asCount(weeks)} weeks`}.`
