import { gammaTails } from './incomplete-gamma.js'
import { solveIncreasing } from './solve-increasing.js'

/** The quantile of the chi-squared distribution with df degrees of freedom. */
export function chiSquaredQuantile(probability: number, df: number): number {
  if (probability <= 0) return 0
  if (probability >= 1) return Infinity
  const cumulative = (x: number): number => gammaTails(df / 2, x / 2)[0]
  let top = Math.max(1, df)
  while (cumulative(top) < probability) top *= 2
  return solveIncreasing(cumulative, probability, top)
}
