import { type RateInput, rateChart } from './rate-chart.js'
import type { ShewhartChart, ShewhartOptions } from './shewhart-chart.js'

const unitVariance = (centre: number): number => centre * (1 - centre)

/**
 * A p chart: proportions with binomial limits, cut to [0, 1]. Source: Shewhart 1931; Montgomery
 * 2009; as qicharts2 0.8.1.
 */
export function pChart(inputs: readonly RateInput[], options: ShewhartOptions = {}): ShewhartChart {
  const model = { method: 'p-chart/1', prime: false, unitVariance, largest: 1 }
  return rateChart(inputs, model, options)
}

/**
 * A p′ chart: binomial limits times the spread seen from period to period, for large denominators.
 * Source: Laney 2002; as qicharts2 0.8.1.
 */
export function pPrimeChart(
  inputs: readonly RateInput[],
  options: ShewhartOptions = {},
): ShewhartChart {
  const model = { method: 'p-prime-chart/1', prime: true, unitVariance, largest: 1 }
  return rateChart(inputs, model, options)
}
