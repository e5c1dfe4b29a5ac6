import { Z95 } from './normal-quantile.js'
import { requireShare, smallestSample } from './required-sample.js'
import { wilsonInterval } from './wilson-interval.js'

/**
 * Rows for a 95% interval of a proportion no wider than ± halfWidth: by Wald's formula, and by the
 * Wilson interval that is shown. Source: Cochran 1977; Wilson 1927.
 * @throws RangeError outside (0, 1).
 */
export function sampleForPrecision(
  proportion: number,
  halfWidth: number,
): { readonly wald: number; readonly wilson: number } {
  requireShare('the proportion', proportion)
  requireShare('the half width', halfWidth)
  const wald = Math.ceil((Z95 ** 2 * proportion * (1 - proportion)) / halfWidth ** 2)
  const wilson = smallestSample((n) => {
    const [low, high] = wilsonInterval(proportion * n, n) ?? [0, 1]
    return high - low <= 2 * halfWidth
  })
  return { wald, wilson }
}

/** What a study of sensitivity and specificity expects and wants. */
export interface AccuracyStudy {
  readonly sensitivity: number
  readonly specificity: number
  readonly prevalence: number
  readonly halfWidth: number
}

/**
 * Rows for 95% intervals (Wald) of sensitivity and of specificity no wider than ± halfWidth; `both`
 * is the greater. Source: Buderer 1996. @throws RangeError outside (0, 1).
 */
export function sampleForAccuracy({
  sensitivity,
  specificity,
  prevalence,
  halfWidth,
}: AccuracyStudy): {
  readonly sensitivity: number
  readonly specificity: number
  readonly both: number
} {
  requireShare('the prevalence', prevalence)
  requireShare('the half width', halfWidth)
  const rows = (share: number, of: number): number => {
    requireShare('sensitivity and specificity', share)
    return Math.ceil((Z95 ** 2 * share * (1 - share)) / halfWidth ** 2 / of)
  }
  const forEvents = rows(sensitivity, prevalence)
  const forOthers = rows(specificity, 1 - prevalence)
  return {
    sensitivity: forEvents,
    specificity: forOthers,
    both: Math.max(forEvents, forOthers),
  }
}
