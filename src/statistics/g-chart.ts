import { meanOf } from './c-chart.js'
import {
  baselineOf,
  drawShewhart,
  type ShewhartChart,
  type ShewhartOptions,
} from './shewhart-chart.js'
import { type7Quantile } from './type-7-quantile.js'

/**
 * A g chart for rare events: cases between events with geometric limits around the mean, not below
 * 0; the centre line drawn is the median. Source: Benneyan 2001; Provost & Murray 2011; as
 * qicharts2 0.8.1.
 */
export function gChart(
  gaps: readonly (number | null)[],
  options: ShewhartOptions = {},
): ShewhartChart {
  const base = baselineOf(gaps, options)
  const mean = meanOf(base)
  const values = gaps.map((y) => ({ y, n: null }))
  const range = [0, Infinity] as const
  if (mean === null) {
    const none = { centre: null, limitAt: null, range }
    return drawShewhart('g-chart/1', values, { ...none, reason: 'too_few_values' })
  }
  const deviation = Math.sqrt(mean * (mean + 1))
  const known = base.filter((gap) => gap !== null)
  return drawShewhart('g-chart/1', values, {
    centre: type7Quantile(known, 0.5),
    limitAt: (deviations) => mean + deviations * deviation,
    range,
  })
}
