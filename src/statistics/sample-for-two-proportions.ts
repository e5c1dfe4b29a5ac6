import { normalQuantile } from './normal-quantile.js'
import { requireShare } from './required-sample.js'

/** How sure a comparison shall be: two-sided error of the first kind, and power. */
export interface TestStrength {
  readonly alpha?: number
  readonly power?: number
}

/** The normal quantiles of a strength: 5% two-sided and 80% power unless said otherwise. */
export function strengthQuantiles({ alpha = 0.05, power = 0.8 }: TestStrength): {
  readonly chance: number
  readonly miss: number
} {
  requireShare('alpha', alpha)
  requireShare('power', power)
  return { chance: normalQuantile(1 - alpha / 2), miss: normalQuantile(power) }
}

/**
 * Rows needed in each of two equal groups to tell one proportion from another; not rounded, so
 * round up. Infinity when they are equal. Source: Fleiss, Levin & Paik 2003, section 4; R's
 * power.prop.test. @throws RangeError for proportions, alpha or power outside (0, 1).
 */
export function sampleForTwoProportions(
  first: number,
  second: number,
  strength: TestStrength = {},
): number {
  requireShare('a proportion', first)
  requireShare('a proportion', second)
  if (first === second) return Infinity
  const { chance, miss } = strengthQuantiles(strength)
  const pooled = (first + second) * (1 - (first + second) / 2)
  const apart = first * (1 - first) + second * (1 - second)
  return ((chance * Math.sqrt(pooled) + miss * Math.sqrt(apart)) / (first - second)) ** 2
}

/**
 * Rows needed in each of two equal groups to see an effect of size h = 2 asin √p1 - 2 asin √p2; not
 * rounded. Infinity for no effect. Source: Cohen 1988, section 6.
 */
export function sampleForArcsineEffect(h: number, strength: TestStrength = {}): number {
  const { chance, miss } = strengthQuantiles(strength)
  return 2 * ((chance + miss) / h) ** 2
}
