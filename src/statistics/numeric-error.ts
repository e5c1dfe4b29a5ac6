import { chiSquaredQuantile } from './chi-squared-quantile.js'
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

/** Adds up errors of rows, so that a summary can be kept. @throws RangeError for other lengths. */
export function sumErrors(predicted: ArrayLike<number>, observed: ArrayLike<number>): ErrorSums {
  if (predicted.length !== observed.length) throw new RangeError('the lengths differ')
  let sum = 0
  let sum_squares = 0
  let sum_absolute = 0
  for (let i = 0; i < predicted.length; i += 1) {
    const error = (predicted[i] ?? NaN) - (observed[i] ?? NaN)
    if (!Number.isFinite(error)) throw new RangeError('a value is not finite')
    sum += error
    sum_squares += error * error
    sum_absolute += Math.abs(error)
  }
  return { n: predicted.length, sum, sum_squares, sum_absolute }
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
