import { betaQuantile } from './beta-quantile.js'
import type { Interval } from './figure.js'

/**
 * The Clopper-Pearson ("exact") 95% interval for count of total, for regulatory text; null when
 * total is 0. Source: Clopper & Pearson 1934.
 */
export function clopperPearsonInterval(count: number, total: number): Interval | null {
  if (total === 0) return null
  const low = count === 0 ? 0 : betaQuantile(0.025, count, total - count + 1)
  const high = count === total ? 1 : betaQuantile(0.975, count + 1, total - count)
  return [low, high]
}
