import type { VerbContext } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import type { ImprovementDirection } from '#statistics/xmr-icons.js'
import { readNumber } from '../read-table/read-number.js'
import { keptName } from './chart-kinds.js'
import { textOf } from './options.js'

type Options = VerbContext['options']

/** What a number of an option has to be. */
export interface NumberAsked {
  readonly holds: (value: number) => boolean
  /** Said after the name of the option: `is above 0, up to 1`. */
  readonly words: string
}

/** The number of an option; undefined where it is not given. @throws Invalid where it is another. */
export const numberOf = (
  options: Options,
  name: string,
  asked: NumberAsked,
): number | undefined => {
  const given = textOf(options, keptName(name))
  if (given === undefined) return undefined
  const read = readNumber(given)
  if ('value' in read && asked.holds(read.value)) return read.value
  throw new Invalid(`--${name} ${asked.words}, not “${given}”.`)
}

const ABOVE_0: NumberAsked = { holds: (value) => value > 0, words: 'is a number above 0' }

/** Numbers that options of `spc` ask for, by the name of the option. */
export const NUMBERS = {
  fix: {
    holds: (value: number) => Number.isInteger(value) && value >= 12,
    words: 'is a whole number of points, 12 or more',
  },
  centre: { holds: Number.isFinite, words: 'is a number' },
  sd: ABOVE_0,
  weight: { holds: (value: number) => value > 0 && value <= 1, words: 'is above 0, up to 1' },
  allowance: {
    holds: (value: number) => value >= 0 && value <= 10,
    words: 'is a number of standard deviations from 0 to 10',
  },
  limit: {
    holds: (value: number) => value > 0 && value <= 50,
    words: 'is a number above 0, up to 50',
  },
  rate: {
    holds: (value: number) => value > 0 && value < 1,
    words: 'is a share above 0, below 1, such as 0.05 or 5%',
  },
  'odds-ratio': {
    holds: (value: number) => value >= 0.1 && value <= 10 && value !== 1,
    words: 'is from 0.1 to 10 and not 1',
  },
  'run-length': {
    holds: (value: number) => value >= 10 && value <= 100_000,
    words: 'is a number of cases from 10 to 100,000',
  },
} as const satisfies Record<string, NumberAsked>

/** Such a number by the name of its option. @throws Invalid. */
export const asked = (options: Options, name: keyof typeof NUMBERS): number | undefined =>
  numberOf(options, name, NUMBERS[name])

/** Which way is better; higher unless said. @throws Invalid. */
export const directionOf = (options: Options): ImprovementDirection => {
  const direction = textOf(options, 'direction') ?? 'increase'
  if (direction === 'increase' || direction === 'decrease' || direction === 'neutral') {
    return direction
  }
  throw new Invalid('--direction is increase, decrease or neutral.')
}
