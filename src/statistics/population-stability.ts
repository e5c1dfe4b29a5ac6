import { at } from './at.js'
import { chiSquaredQuantile } from './chi-squared-quantile.js'
import { sumOver } from './compensated-sum.js'

/** How empty bins are kept out of the logarithm; stored with each figure. */
export type EmptyBins = 'floor-1e-4' | 'half-added'

/**
 * The population stability index of counts in the same bins, reference first; null when either side
 * is empty. Source: Siddiqi 2006; Yurdakul 2018.
 */
export function populationStability(
  reference: readonly number[],
  current: readonly number[],
  emptyBins: EmptyBins = 'floor-1e-4',
): number | null {
  const before = binShares(reference, emptyBins)
  const now = binShares(current, emptyBins)
  if (!before || !now) return null
  return sumOver(before.length, (bin) => {
    const r = at(before, bin)
    const c = at(now, bin)
    return (c - r) * Math.log(c / r)
  })
}

/**
 * What the index stays below in 95 of 100 windows when nothing has changed, for samples of these
 * sizes in so many bins. Source: Yurdakul & Naranjo 2020.
 */
export const stabilityByChance = (
  referenceTotal: number,
  currentTotal: number,
  bins: number,
): number => (1 / referenceTotal + 1 / currentTotal) * chiSquaredQuantile(0.95, bins - 1)

/** The shares of counts as the index compares them; null where there are none. */
export function binShares(counts: readonly number[], emptyBins: EmptyBins): number[] | null {
  const total = sumOver(counts.length, (bin) => at(counts, bin))
  if (total === 0) return null
  return emptyBins === 'half-added'
    ? counts.map((count) => (count + 0.5) / (total + 0.5 * counts.length))
    : counts.map((count) => Math.max(count / total, 1e-4))
}
