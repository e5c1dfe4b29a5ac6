import type { VerbContext } from '#kernel/declare/verb.js'
import { Invalid } from '#kernel/errors.js'
import { individualBaseline } from '#statistics/individual-baseline.js'
import type { ImprovementDirection } from '#statistics/xmr-icons.js'
import { numberAsValues, type Written } from './as-values.js'
import { screeningWords } from './chart-words.js'
import { asked } from './number-options.js'
import { textOf } from './options.js'

/** The centre and standard deviation that a chart measures change from, and where they come from. */
export interface Baseline {
  readonly centre: number
  readonly sd: number
  /** Values they rest on; null where both were given. */
  readonly points: number | null
  readonly words: string
}

const WHY: Readonly<Record<string, string>> = {
  too_few_values: 'there are too few values',
  moving_range_zero: 'the values do not change',
}

/** A number of the baseline as given, which must be written as the values are. */
const givenAs = (
  written: Written,
  name: 'centre' | 'sd',
  options: VerbContext['options'],
): number | undefined => {
  const number = asked(options, name)
  numberAsValues(name, textOf(options, name), written)
  return number
}

/**
 * The baseline of a series: as given by --centre and --sd, else from the first --fix points or all.
 * @throws Invalid where it cannot be worked out.
 */
export const readBaseline = (
  name: string,
  written: Written,
  values: readonly (number | null)[],
  options: VerbContext['options'],
): Baseline => {
  const fix = asked(options, 'fix')
  const [centre, sd] = [givenAs(written, 'centre', options), givenAs(written, 'sd', options)]
  if (centre !== undefined && sd !== undefined)
    return { centre, sd, points: null, words: 'as given' }
  const screenOutliers = options['screen'] !== false
  const found = individualBaseline(values, { freeze: fix ?? null, screenOutliers })
  const spread = sd ?? found.sd
  const middle = centre ?? found.centre
  if (middle === null || spread === null) {
    const why = 'reason' in found ? (WHY[found.reason] ?? '') : ''
    throw new Invalid(
      `${name}: no standard deviation can be worked out, since ${why}. Give --centre and --sd.`,
    )
  }
  const points = values.slice(0, fix ?? values.length).filter((value) => value !== null).length
  const of = fix === undefined ? `all ${points} values` : `the first ${fix} points`
  const ranges = sd === undefined ? `, ${screeningWords(screenOutliers)}` : ''
  return { centre: middle, sd: spread, points, words: `from ${of}${ranges}` }
}

/** What a rise or a fall is, by which way is better: `for the worse`. */
export const wayWords = (rises: boolean, direction: ImprovementDirection): string => {
  if (direction === 'neutral') return rises ? 'upwards' : 'downwards'
  return rises === (direction === 'increase') ? 'for the better' : 'for the worse'
}
