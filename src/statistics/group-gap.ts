import { at } from './at.js'
import { drawBinomial } from './draw-binomial.js'
import type { CountOf } from './group-rates.js'
import { type ChiSquaredTest, chiSquaredTestOfRows } from './chi-squared-test.js'

/** How far the groups are apart. The gap of many or small groups is large by chance alone. */
export interface GroupGap {
  /** Largest rate minus smallest. */
  readonly difference: number
  /** Smallest rate over largest; null when the largest is 0. */
  readonly ratio: number | null
  /** Groups left out because nobody in them counts towards this rate. */
  readonly undefinedGroups: number
  readonly homogeneity: ChiSquaredTest | null
  /** The gap to expect if all groups were equal, and what it stays below in 95 of 100. */
  readonly byChance: { readonly expected: number; readonly p95: number }
}

/**
 * The largest difference and smallest ratio of a rate over groups with a denominator; null with fewer
 * than two of them. The gap by chance is simulated with the pooled rate.
 * Source: Hardt 2016; Chouldechova 2017; the simulation is of statistics.md section 8.2.
 * @param random uniform numbers in [0, 1), seeded by the caller
 */
export function groupGap(
  groups: readonly CountOf[],
  random: () => number,
  simulations = 400,
): GroupGap | null {
  const counted = groups.filter(([, total]) => total > 0)
  if (counted.length < 2) return null
  const rates = counted.map(([count, total]) => count / total)
  const most = Math.max(...rates)
  const least = Math.min(...rates)
  return {
    difference: most - least,
    ratio: most === 0 ? null : least / most,
    undefinedGroups: groups.length - counted.length,
    homogeneity: chiSquaredTestOfRows(counted.map(([count, total]) => [count, total - count])),
    byChance: gapByChance(counted, random, simulations),
  }
}

function gapByChance(
  groups: readonly CountOf[],
  random: () => number,
  simulations: number,
): GroupGap['byChance'] {
  const hits = groups.reduce((sum, [count]) => sum + count, 0)
  const pooled = hits / groups.reduce((sum, [, total]) => sum + total, 0)
  const gaps = Float64Array.from({ length: simulations }, () => {
    const rates = groups.map(([, total]) => drawBinomial(total, pooled, random) / total)
    return Math.max(...rates) - Math.min(...rates)
  }).sort()
  const expected = gaps.reduce((sum, gap) => sum + gap, 0) / simulations
  return { expected, p95: at(gaps, Math.ceil(simulations * 0.95) - 1) }
}
