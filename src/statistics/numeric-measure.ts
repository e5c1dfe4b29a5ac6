import { sumOver } from './compensated-sum.js'
import { at } from './at.js'
import { type Figure, figureOf, noFigure } from './figure.js'
import { studentTQuantile } from './student-t-quantile.js'

export const NUMERIC_MEAN_METHOD = 'mean-student-t/1'

/** A numeric measure as it is stored: how many, sum, sum of squares, and the mean with interval. */
export interface NumericMeasure {
  readonly n: number
  readonly sum: number
  readonly sum_squares: number
  readonly mean: Figure
}

/**
 * Summarises values, whatever their order; the mean has Student's t interval (n - 1 degrees of
 * freedom), none for a single value. Source: Student 1908.
 */
export function numericMeasure(values: ArrayLike<number>): NumericMeasure {
  const ordered = Float64Array.from(values).sort()
  const n = ordered.length
  const sum = sumOver(n, (i) => at(ordered, i))
  const sum_squares = sumOver(n, (i) => at(ordered, i) ** 2)
  if (n === 0) return { n, sum, sum_squares, mean: noFigure(NUMERIC_MEAN_METHOD, 'no_rows') }
  const mean = sum / n
  if (n === 1) {
    const alone = {
      ...figureOf(NUMERIC_MEAN_METHOD, mean),
      interval_reason: 'fewer_than_two_rows',
    } as const
    return { n, sum, sum_squares, mean: alone }
  }
  const se = Math.sqrt(sumOver(n, (i) => (at(ordered, i) - mean) ** 2) / (n - 1) / n)
  const half = studentTQuantile(0.975, n - 1) * se
  return {
    n,
    sum,
    sum_squares,
    mean: figureOf(NUMERIC_MEAN_METHOD, mean, [mean - half, mean + half], se),
  }
}
