import { at } from './at.js'
import { CompensatedSum, sumOver } from './compensated-sum.js'

/** How far the mass of one distribution must move to become another. */
export interface WassersteinDistance {
  /** In the unit of the values. */
  readonly distance: number
  /** In standard deviations of the reference; null when it has none. */
  readonly inDeviations: number | null
}

/**
 * The first Wasserstein distance of two ascending samples: the area between their distribution
 * functions; null when either is empty. Source: Vallender 1974.
 */
export function wassersteinDistance(
  reference: Float64Array,
  current: Float64Array,
): WassersteinDistance | null {
  if (reference.length === 0 || current.length === 0) return null
  const area = new CompensatedSum()
  let [i, j] = [0, 0]
  let before = Math.min(at(reference, 0), at(current, 0))
  while (i < reference.length || j < current.length) {
    const value = Math.min(reference[i] ?? Infinity, current[j] ?? Infinity)
    area.add((value - before) * Math.abs(i / reference.length - j / current.length))
    before = value
    while (reference[i] === value) i += 1
    while (current[j] === value) j += 1
  }
  const deviation = standardDeviation(reference)
  return { distance: area.total, inDeviations: deviation > 0 ? area.total / deviation : null }
}

function standardDeviation(values: Float64Array): number {
  const n = values.length
  const mean = sumOver(n, (i) => at(values, i)) / n
  return Math.sqrt(sumOver(n, (i) => (at(values, i) - mean) ** 2) / n)
}
