import { readNumber } from '../read-table/read-number.js'

/** Events and what they are counted in. */
export interface Counts {
  readonly numerator: number
  readonly denominator: number
}

/** What is asked of the two numbers, and how they are called when one cannot be used. */
export interface CountsAsked {
  /** Such as `total`, in a sentence. */
  readonly below: string
  /** A share: the total is a whole number, and the events are among it. */
  readonly isShare: boolean
  /** What to do instead, said where the total of a share is not whole. */
  readonly otherwise: string
}

const number = (cell: string, what: string): number | string => {
  const read = readNumber(cell)
  if ('missing' in read) return `The ${what} is blank.`
  return 'problem' in read ? read.problem : read.value
}

/** The numbers of two cells, or the sentence that says why they cannot be used. */
export const readCounts = (
  [above, below]: readonly [string, string],
  asked: CountsAsked,
): Counts | string => {
  const numerator = number(above, 'number of events')
  const denominator = number(below, asked.below)
  if (typeof numerator === 'string') return numerator
  if (typeof denominator === 'string') return denominator
  if (numerator < 0 || !Number.isInteger(numerator))
    return 'Events are not a whole number from 0 up.'
  if (asked.isShare && !Number.isInteger(denominator))
    return `The ${asked.below} is not a whole number; ${asked.otherwise}.`
  if (denominator <= 0) return `The ${asked.below} is not above 0.`
  if (asked.isShare && numerator > denominator)
    return `There are more events than the ${asked.below}.`
  return { numerator, denominator }
}
