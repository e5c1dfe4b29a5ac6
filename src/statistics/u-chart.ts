import { type RateInput, rateChart } from './rate-chart.js'
import type { ShewhartChart, ShewhartOptions } from './shewhart-chart.js'

const unitVariance = (centre: number): number => centre

/**
 * A u chart: events per unit of exposure with Poisson limits, not below 0. Source: Montgomery 2009;
 * as qicharts2 0.8.1.
 */
export function uChart(inputs: readonly RateInput[], options: ShewhartOptions = {}): ShewhartChart {
  const model = { method: 'u-chart/1', prime: false, unitVariance, largest: Infinity }
  return rateChart(inputs, model, options)
}

/**
 * A u′ chart: Poisson limits times the spread seen from period to period. Source: Laney 2002; as
 * qicharts2 0.8.1.
 */
export function uPrimeChart(
  inputs: readonly RateInput[],
  options: ShewhartOptions = {},
): ShewhartChart {
  const model = { method: 'u-prime-chart/1', prime: true, unitVariance, largest: Infinity }
  return rateChart(inputs, model, options)
}
