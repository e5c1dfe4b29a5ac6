import { averageMovingRange, movingRanges } from './moving-ranges.js'
import {
  baselineOf,
  drawShewhart,
  type ShewhartChart,
  type ShewhartOptions,
  type ShewhartReason,
  type ShewhartValue,
} from './shewhart-chart.js'

/** Events of a period among its denominator; a null or a denominator of 0 is a gap. */
export interface RateInput {
  readonly numerator: number | null
  readonly denominator: number | null
}

/** What differs between charts of proportions and of rates. */
export interface RateModel {
  readonly method: string
  readonly prime: boolean
  /** Variance of one unit of denominator at the centre. */
  readonly unitVariance: (centre: number) => number
  readonly largest: number
}

const D2 = 1.128

/** A rate with its denominator; a gap has no value. */
export function valueOf({ numerator, denominator }: RateInput): ShewhartValue {
  const known = numerator !== null && denominator !== null && denominator > 0
  return { y: known ? numerator / denominator : null, n: denominator }
}

/** All events over all denominators; null where there are none. */
export function pooled(inputs: readonly RateInput[]): number | null {
  let [events, total] = [0, 0]
  for (const { numerator, denominator } of inputs) {
    if (numerator === null || denominator === null) continue
    events += numerator
    total += denominator
  }
  return total > 0 ? events / total : null
}

/** Sigma of z, its average moving range over 1.128; NaN for fewer than two values. Source: Laney 2002. */
export function sigmaZ(
  values: readonly ShewhartValue[],
  centre: number,
  unit: number,
  screen: boolean,
): number {
  const zs = values.map(({ y, n }) =>
    y === null || n === null ? null : (y - centre) / Math.sqrt(unit / n),
  )
  return averageMovingRange(movingRanges(zs), screen) / D2
}

/** A chart of events over a denominator; `pChart` and `uChart` say which. */
export function rateChart(
  inputs: readonly RateInput[],
  model: RateModel,
  options: ShewhartOptions,
): ShewhartChart {
  const values = inputs.map(valueOf)
  const centre = pooled(baselineOf(inputs, options))
  const range = [0, model.largest] as const
  const without = (reason: ShewhartReason): ShewhartChart =>
    drawShewhart(model.method, values, { centre, limitAt: null, range, reason })
  if (centre === null) return without('too_few_values')
  const unit = model.unitVariance(centre)
  if (model.prime && unit === 0) return without('no_variance')
  const base = baselineOf(values, options)
  const spread = model.prime ? sigmaZ(base, centre, unit, options.screenOutliers === true) : 1
  if (Number.isNaN(spread)) return without('too_few_values')
  if (spread === 0) return without('moving_range_zero')
  const limitAt = (deviations: number, n: number | null): number =>
    centre + deviations * spread * Math.sqrt(unit / (n ?? NaN))
  return drawShewhart(model.method, values, { centre, limitAt, range })
}
