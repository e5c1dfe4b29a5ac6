import { at } from './at.js'
import { sumOver } from './compensated-sum.js'

/** Distances between two distributions over the same bins; all null when either has no rows. */
export interface DistributionDistance {
  /** In bits, from 0 to 1. */
  readonly jensenShannonDivergence: number | null
  /** The square root of the divergence in bits; the named distance of SciPy with base 2. */
  readonly jensenShannonDistance: number | null
  readonly hellinger: number | null
  /** The largest difference of shares of one bin. */
  readonly lInfinity: number | null
}

const NOTHING: DistributionDistance = {
  jensenShannonDivergence: null,
  jensenShannonDistance: null,
  hellinger: null,
  lInfinity: null,
}

/**
 * Compares counts in the same bins. Empty bins need no smoothing here.
 * Source: Lin 1991 (Jensen-Shannon); Hellinger 1909.
 */
export function distributionDistance(
  reference: readonly number[],
  current: readonly number[],
): DistributionDistance {
  const before = sumOver(reference.length, (bin) => at(reference, bin))
  const now = sumOver(current.length, (bin) => at(current, bin))
  if (before === 0 || now === 0) return NOTHING
  const bins = reference.length
  const r = (bin: number): number => at(reference, bin) / before
  const c = (bin: number): number => at(current, bin) / now
  const divergence = Math.max(
    0,
    sumOver(bins, (bin) => {
      const middle = (r(bin) + c(bin)) / 2
      return (towards(r(bin), middle) + towards(c(bin), middle)) / 2
    }),
  )
  const squares = sumOver(bins, (bin) => (Math.sqrt(r(bin)) - Math.sqrt(c(bin))) ** 2)
  return {
    jensenShannonDivergence: divergence,
    jensenShannonDistance: Math.sqrt(divergence),
    hellinger: Math.sqrt(squares / 2),
    lInfinity: Math.max(...reference.map((_, bin) => Math.abs(r(bin) - c(bin)))),
  }
}

const towards = (share: number, middle: number): number =>
  share === 0 ? 0 : share * Math.log2(share / middle)
