import { averageMovingRange, movingRanges } from './moving-ranges.js'
import { baselineOf, type ShewhartOptions } from './shewhart-chart.js'

/** In-control centre and standard deviation of single values; null with the reason. */
export type IndividualBaseline =
  | { readonly centre: number; readonly sd: number }
  | {
      readonly centre: number | null
      readonly sd: null
      readonly reason: 'too_few_values' | 'moving_range_zero'
    }

/** From the average moving range to a standard deviation, for two values. */
const D2 = 1.128

/**
 * The mean of the baseline and its average moving range over 1.128, as i charts, EWMA and tabular
 * CUSUM start from; null is a missing value. Source: Montgomery 2009; as qicharts2 0.8.1 and qcc 2.7.
 */
export function individualBaseline(
  values: readonly (number | null)[],
  options: ShewhartOptions = {},
): IndividualBaseline {
  const base = baselineOf(values, options)
  const known = base.filter((value) => value !== null)
  const centre =
    known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
  const ranges = movingRanges(base)
  if (centre === null || ranges.length === 0) return { centre, sd: null, reason: 'too_few_values' }
  const amr = averageMovingRange(ranges, options.screenOutliers === true)
  return amr > 0 ? { centre, sd: amr / D2 } : { centre, sd: null, reason: 'moving_range_zero' }
}
