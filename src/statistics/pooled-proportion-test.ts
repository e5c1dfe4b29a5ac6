import { gammaTails } from './incomplete-gamma.js'

/** A z statistic and its two-sided p value. */
export interface ZTest {
  readonly z: number
  readonly p: number
}

/**
 * Whether two independent proportions are equal, with the pooled standard error and no continuity
 * correction; null where a total is 0 or nothing varies. Source: Pearson 1900; Fleiss 1981, 2.1.
 */
export function pooledProportionTest(
  [count1, total1]: readonly [number, number],
  [count2, total2]: readonly [number, number],
): ZTest | null {
  const pooled = (count1 + count2) / (total1 + total2)
  const variance = pooled * (1 - pooled) * (1 / total1 + 1 / total2)
  if (!(variance > 0) || !Number.isFinite(variance)) return null
  const z = (count1 / total1 - count2 / total2) / Math.sqrt(variance)
  return { z, p: gammaTails(0.5, (z * z) / 2)[1] }
}
