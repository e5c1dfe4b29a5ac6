import { incompleteBeta } from './incomplete-beta.js'
import { solveIncreasing } from './solve-increasing.js'

/** The quantile of the beta distribution with shapes a, b > 0, for a probability in [0, 1]. */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (probability <= 0) return 0
  if (probability >= 1) return 1
  if (incompleteBeta(a, b, 0.5) < probability) {
    return 1 - solveIncreasing((x) => 1 - incompleteBeta(a, b, 1 - x), 1 - probability, 0.5)
  }
  return solveIncreasing((x) => incompleteBeta(a, b, x), probability, 0.5)
}
