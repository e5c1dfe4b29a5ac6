import { meanOf } from './c-chart.js'
import { averageMovingRange, movingRanges } from './moving-ranges.js'
import {
  baselineOf,
  drawShewhart,
  type ShewhartChart,
  type ShewhartLimits,
  type ShewhartOptions,
} from './shewhart-chart.js'

/** Limits of individual values from their average moving range, which must not have collapsed. */
export function individualLimits(
  values: readonly (number | null)[],
  options: ShewhartOptions,
): ShewhartLimits {
  const base = baselineOf(values, options)
  const centre = meanOf(base)
  const range = [-Infinity, Infinity] as const
  const ranges = movingRanges(base)
  if (centre === null || ranges.length === 0) {
    return { centre, limitAt: null, range, reason: 'too_few_values' }
  }
  const amr = averageMovingRange(ranges, options.screenOutliers === true)
  if (!(amr > 0)) return { centre, limitAt: null, range, reason: 'moving_range_zero' }
  const deviation = amr / 1.128
  return { centre, limitAt: (deviations) => centre + deviations * deviation, range }
}

/**
 * An i chart: single values with limits at three times the average moving range over 1.128. Source:
 * Montgomery 2009; as qicharts2 0.8.1.
 */
export function iChart(
  values: readonly (number | null)[],
  options: ShewhartOptions = {},
): ShewhartChart {
  const drawn = values.map((y) => ({ y, n: null }))
  return drawShewhart('i-chart/1', drawn, individualLimits(values, options))
}
