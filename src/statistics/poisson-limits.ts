import { chiSquaredQuantile } from './chi-squared-quantile.js'
import type { Interval } from './figure.js'

/**
 * Exact Poisson limits of the ratio of observed to expected, leaving `tail` on each side; `expected`
 * above 0 need not be whole. Source: Ulm 1990 doi:10.1093/oxfordjournals.aje.a115507, through the
 * chi-squared distribution.
 */
export function poissonRatioLimits(expected: number, tail: number): Interval {
  return [
    chiSquaredQuantile(tail, 2 * expected) / 2 / expected,
    chiSquaredQuantile(1 - tail, 2 * (expected + 1)) / 2 / expected,
  ]
}
