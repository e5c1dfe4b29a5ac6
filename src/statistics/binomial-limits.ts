import { incompleteBeta } from './incomplete-beta.js'

/** P(X <= k) of a binomial count with n trials and chance p; k may lie outside [0, n]. */
export function binomialCumulative(k: number, n: number, p: number): number {
  if (k < 0) return 0
  return k >= n ? 1 : incompleteBeta(n - k, k + 1, 1 - p)
}

/** The smallest count whose cumulative binomial probability reaches `probability`. */
export function binomialQuantile(probability: number, n: number, p: number): number {
  let [below, count] = [-1, n]
  while (count - below > 1) {
    const middle = Math.floor((below + count) / 2)
    if (binomialCumulative(middle, n, p) >= probability) count = middle
    else below = middle
  }
  return count
}

/**
 * The exact funnel limit of a proportion for a tail probability, interpolated between counts so that
 * it is smooth in n, and cut to [0, 1]. Source: Spiegelhalter 2005 doi:10.1002/sim.1970, appendix.
 */
export function exactBinomialLimit(probability: number, n: number, p: number): number {
  const count = binomialQuantile(probability, n, p)
  const reached = binomialCumulative(count, n, p)
  const step = reached - binomialCumulative(count - 1, n, p)
  const share = step > 0 ? (reached - probability) / step : 0
  return Math.min(Math.max((count - share) / n, 0), 1)
}
