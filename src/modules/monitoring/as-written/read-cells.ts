import { type CountedOutcomes, OtherOutcomes, otherOutcomesNotes } from './other-outcomes.js'

/** What the sender says about cells that do not say it themselves. */
export interface CellMeanings {
  /** Scores are percent: 85 is 0.85. */
  readonly percent?: boolean
  /** Scores are said to be probabilities: a row whose score lies outside 0 to 1 is left out. */
  readonly onlyProbabilities?: boolean
  /** The outcome that is the event; every other is none. */
  readonly event?: string
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/
const THOUSANDS = /^[+-]?[1-9]\d{0,2},\d{3}$/

const PLAIN: Readonly<Record<string, 0 | 1>> = { '0': 0, '1': 1, '0.0': 0, '1.0': 1 }
const WORDS: Readonly<Record<string, 0 | 1>> = {
  no: 0,
  yes: 1,
  n: 0,
  y: 1,
  false: 0,
  true: 1,
  negative: 0,
  positive: 1,
}

/** What is said of a row whose outcome is none of these. */
export const OUTCOME_WORDS = '0 or 1, yes or no, true or false, positive or negative'

/** How to say what else is the event: an option of the command line, a field of the page. */
export const SAY_EVENT = 'Say which value is the event: --event, or “Outcome that is the event”'

/** A written number by ten to a power, correctly rounded: 93.1 by −2 is 0.931. */
const shifted = (digits: string, by: number): number => {
  const [number = '', exponent = '0'] = digits.toLowerCase().split('e')
  return Number(`${number}e${Number(exponent) + by}`)
}

/** Whether the comma of a text may part thousands as well as decimals, as in 1,234. */
export const mayBeThousands = (text: string): boolean => THOUSANDS.test(text)

/** Whether a text is a number with a decimal comma that cannot be thousands, such as 0,85. */
export const hasDecimalComma = (text: string): boolean =>
  DECIMAL_COMMA.test(text) && !mayBeThousands(text)

/**
 * The number a text is, percent and decimal commas as they stand (85% and 0,85 are 0.85); NaN where
 * it is none or not finite. It is rounded correctly, so equal texts tie and different ones do not.
 */
function numberIn(text: string, percent: boolean): number {
  const signed = text.endsWith('%')
  const digits = signed ? text.slice(0, -1).trimEnd() : text
  const plain = hasDecimalComma(digits) ? digits.replace(',', '.') : digits
  if (!NUMBER.test(plain)) return Number.NaN
  const value = signed || percent ? shifted(plain, -2) : Number(plain)
  return Number.isFinite(value) ? value : Number.NaN
}

/** How cells were read that are not plain numbers and not 0 or 1. Plain data: workers send it. */
export interface ReadOtherwise {
  readonly commas: number
  readonly percents: number
  /** Words for outcomes and decisions, none but those that are known to us. */
  readonly words: readonly string[]
  readonly eventSeen: boolean
  /** Outcomes that are not the named event. */
  readonly others: CountedOutcomes
}

/** Reads cells of a log and keeps how they were read, so that it can be said. */
export class CellReader {
  readonly others = new OtherOutcomes()
  private readonly meanings: CellMeanings
  private readonly event: string | undefined
  private readonly words = new Set<string>()
  private commas = 0
  private percents = 0
  private eventSeen = false

  constructor(meanings: CellMeanings) {
    this.meanings = meanings
    this.event = meanings.event?.trim().toLowerCase()
  }

  /** A number as it is written; NaN where it is none. */
  number(text: string): number {
    return this.note(text, numberIn(text, false))
  }

  /** A score: a number, of percent its hundredth; NaN where it is none. */
  score(text: string): number {
    return this.note(text, numberIn(text, this.meanings.percent === true))
  }

  /** An outcome as 0 or 1; undefined where the text is neither. */
  outcome(text: string): 0 | 1 | undefined {
    if (this.event === undefined) return this.decision(text)
    if (this.isEvent(text)) return 1
    this.others.count(this.others.placeOf(text))
    return 0
  }

  /** Whether an outcome is the named event. */
  isEvent(text: string): boolean {
    const isEvent = text.toLowerCase() === this.event
    this.eventSeen ||= isEvent
    return isEvent
  }

  /** A decision as 0 or 1; undefined where the text is neither. */
  decision(text: string): 0 | 1 | undefined {
    const plain = PLAIN[text]
    if (plain !== undefined) return plain
    const word = text.toLowerCase()
    if (!Object.hasOwn(WORDS, word)) return undefined
    this.words.add(word)
    return WORDS[word]
  }

  get otherwise(): ReadOtherwise {
    const { commas, percents, eventSeen } = this
    return { commas, percents, words: [...this.words], eventSeen, others: this.others.counted }
  }

  private note(text: string, value: number): number {
    if (Number.isNaN(value)) return value
    if (text.includes(',')) this.commas += 1
    if (text.endsWith('%')) this.percents += 1
    return value
  }
}

const counted = (cells: number, what: string): string =>
  cells === 1 ? `1 cell has ${what}` : `${cells.toLocaleString('en-GB')} cells have ${what}`

const wordsNote = (words: ReadonlySet<string>): readonly string[] => {
  if (words.size === 0) return []
  const quoted = (meaning: 0 | 1): string =>
    Object.entries(WORDS)
      .filter(([word, value]) => value === meaning && words.has(word))
      .map(([word]) => `“${word}”`)
      .join(', ')
  const [events, none] = [quoted(1), quoted(0)]
  const said = [...(events ? [`${events} as 1`] : []), ...(none ? [`${none} as 0`] : [])]
  return [`Outcomes or decisions in words were read: ${said.join(', ')}.`]
}

const eventNote = (event: string | undefined, seen: boolean): readonly string[] => {
  if (event === undefined) return []
  const what = `The outcome “${event.trim()}” is the event and every other outcome is none.`
  return [seen ? what : `${what} No outcome of the log is “${event.trim()}”: check its spelling.`]
}

/** Sentences that say how cells were read otherwise than as plain numbers and 0 or 1. */
export function otherwiseNotes(
  parts: readonly ReadOtherwise[],
  { event }: CellMeanings,
): readonly string[] {
  const sum = (of: 'commas' | 'percents'): number =>
    parts.reduce((total, part) => total + part[of], 0)
  const [commas, percents] = [sum('commas'), sum('percents')]
  return [
    ...eventNote(
      event,
      parts.some(({ eventSeen }) => eventSeen),
    ),
    ...otherOutcomesNotes(parts.map(({ others }) => others)),
    ...wordsNote(new Set(parts.flatMap(({ words }) => words))),
    ...(commas > 0 ? [`${counted(commas, 'a decimal comma')}: 0,85 was read as 0.85.`] : []),
    ...(percents > 0 ? [`${counted(percents, 'a percent sign')}: 85% was read as 0.85.`] : []),
  ]
}

/** Whether numbers that are taken for probabilities lie in 0 to 100 instead. */
export const mayBePercent = (lowest: number, highest: number): boolean =>
  lowest >= 0 && highest > 1 && highest <= 100

/** What to do where scores are taken for probabilities and lie in 0 to 100; null where they do not. */
export const percentHint = (lowest: number, highest: number): string | null =>
  mayBePercent(lowest, highest)
    ? 'The scores lie between 0 and 100, so they may be percent. If they are, say so: --scale percent, or “percent” under “Scores are” on the page.'
    : null
