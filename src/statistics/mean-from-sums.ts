import { type Figure, figureOf, noFigure } from './figure.js'
import { studentTQuantile } from './student-t-quantile.js'

export const MEAN_FROM_SUMS_METHOD = 'mean-from-sums-student-t/1'

/** What a summary holds of a numeric value. */
export interface NumericSums {
  readonly n: number
  readonly sum: number
  readonly sum_squares: number
}

/**
 * The mean with Student's t interval from n, sum and sum of squares, so from a summary without its
 * rows (time saved, an error, an edit ratio). Cancellation can only cost digits where the spread is
 * tiny beside the mean; it never makes the variance negative. Source: Student 1908.
 */
export function meanFromSums({ n, sum, sum_squares }: NumericSums): Figure {
  const method = MEAN_FROM_SUMS_METHOD
  if (n === 0) return noFigure(method, 'no_rows')
  const mean = sum / n
  if (n === 1) return { ...figureOf(method, mean), interval_reason: 'fewer_than_two_rows' }
  const se = Math.sqrt(Math.max(0, sum_squares - n * mean * mean) / (n - 1) / n)
  if (se === 0)
    return { ...figureOf(method, mean, [mean, mean], 0), interval_reason: 'no_variance' }
  const half = studentTQuantile(0.975, n - 1) * se
  return figureOf(method, mean, [mean - half, mean + half], se)
}
