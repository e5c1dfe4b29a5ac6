import { at } from './at.js'
import { chiSquaredQuantile } from './chi-squared-quantile.js'
import { sumOver } from './compensated-sum.js'
import { type Figure, figureOf, noFigure } from './figure.js'
import { meanFromSums, type NumericSums } from './mean-from-sums.js'

export const ROOT_MEAN_SQUARED_ERROR_METHOD = 'rmse-chi-squared/1'

/** Errors (predicted minus observed) as a summary holds them. */
export interface ErrorSums extends NumericSums {
  /** The sum of the absolute errors. */
  readonly sum_absolute: number
}

/** The errors of a numeric prediction, in the unit of the value. */
export interface NumericErrors {
  readonly bias: Figure
  readonly mae: Figure
  readonly rmse: Figure
}

/**
 * Adds up errors (predicted minus observed), whatever their order, so that a summary can be kept.
 * @throws RangeError for an error that is not finite.
 */
export function sumErrors(errors: ArrayLike<number>): ErrorSums {
  const ordered = Float64Array.from(errors).sort()
  if (!ordered.every(Number.isFinite)) throw new RangeError('an error is not finite')
  const n = ordered.length
  return {
    n,
    sum: sumOver(n, (i) => at(ordered, i)),
    sum_squares: sumOver(n, (i) => at(ordered, i) ** 2),
    sum_absolute: sumOver(n, (i) => Math.abs(at(ordered, i))),
  }
}

function rootMeanSquare(n: number, sumSquares: number): Figure {
  const method = ROOT_MEAN_SQUARED_ERROR_METHOD
  if (n === 0) return noFigure(method, 'no_rows')
  const bounds = [0.975, 0.025].map((share) => Math.sqrt(sumSquares / chiSquaredQuantile(share, n)))
  const [low = 0, high = 0] = bounds
  return figureOf(method, Math.sqrt(sumSquares / n), [low, high])
}

/**
 * Bias (mean error) and mean absolute error with Student's t interval, and the root mean squared
 * error with the chi-squared interval of normal errors around 0, from sums.
 * Source: Student 1908; Willmott & Matsuura 2005; Faber 1999.
 */
export function numericErrors({ n, sum, sum_squares, sum_absolute }: ErrorSums): NumericErrors {
  return {
    bias: meanFromSums({ n, sum, sum_squares }),
    mae: meanFromSums({ n, sum: sum_absolute, sum_squares }),
    rmse: rootMeanSquare(n, sum_squares),
  }
}
