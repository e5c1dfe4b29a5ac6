import type { Interval } from './figure.js'
import { Z95 } from './normal-quantile.js'

/**
 * The Wilson score interval without continuity correction for count of total; null when total is
 * 0. Source: Wilson 1927; Newcombe 1998a.
 */
export function wilsonInterval(count: number, total: number, z = Z95): Interval | null {
  if (total === 0) return null
  const share = count / total
  const zz = z * z
  const centre = share + zz / (2 * total)
  const half = z * Math.sqrt((share * (1 - share)) / total + zz / (4 * total * total))
  const scale = 1 + zz / total
  const low = count === 0 ? 0 : (centre - half) / scale
  const high = count === total ? 1 : (centre + half) / scale
  return [low, high]
}
