import {
  baselineOf,
  drawShewhart,
  type ShewhartChart,
  type ShewhartOptions,
} from './shewhart-chart.js'

/** The mean of the values that are there; null where none is. */
export function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

/**
 * A c chart: counts over equal periods with Poisson limits, not below 0. Null is a missing period,
 * which is a gap and not a 0. Source: Montgomery 2009; as qicharts2 0.8.1.
 */
export function cChart(
  counts: readonly (number | null)[],
  options: ShewhartOptions = {},
): ShewhartChart {
  const centre = meanOf(baselineOf(counts, options))
  const range = [0, Infinity] as const
  const values = counts.map((y) => ({ y, n: null }))
  if (centre === null) {
    const none = { centre, limitAt: null, range }
    return drawShewhart('c-chart/1', values, { ...none, reason: 'too_few_values' })
  }
  const limitAt = (deviations: number): number => centre + deviations * Math.sqrt(centre)
  return drawShewhart('c-chart/1', values, { centre, limitAt, range })
}
