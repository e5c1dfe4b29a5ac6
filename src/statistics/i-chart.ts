import { individualBaseline } from './individual-baseline.js'
import {
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
  const base = individualBaseline(values, options)
  const range = [-Infinity, Infinity] as const
  if (base.sd === null) return { centre: base.centre, limitAt: null, range, reason: base.reason }
  const { centre, sd } = base
  return { centre, limitAt: (deviations) => centre + deviations * sd, range }
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
