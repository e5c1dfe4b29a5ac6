import { hanleyMcNeilError } from './hanley-mcneil.js'
import { normalQuantile, Z95 } from './normal-quantile.js'

/** Rows needed in each of two groups to see p1 against p2, two-sided. Source: R power.prop.test; Fleiss 1981. */
export function sizeForTwoProportions(p1: number, p2: number, power = 0.8, alpha = 0.05): number {
  const za = normalQuantile(1 - alpha / 2)
  const zb = normalQuantile(power)
  const pooled = Math.sqrt((p1 + p2) * (1 - (p1 + p2) / 2))
  const apart = Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
  return ((za * pooled + zb * apart) / (p1 - p2)) ** 2
}

/**
 * Rows with which a share, truly at this rate, is told from a pass mark in `power` of 100 evaluations,
 * at 2.5% one-sided: its whole score interval (Wilson) then lies beyond the mark. Source: Fleiss 1981.
 */
export function sizeAgainstMark(rate: number, mark: number, power = 0.8): number {
  const atMark = Z95 * Math.sqrt(mark * (1 - mark))
  const atRate = normalQuantile(power) * Math.sqrt(rate * (1 - rate))
  return Math.ceil(((atMark + atRate) / (rate - mark)) ** 2)
}

/** Rows in each of two groups for an arcsine effect size h. Source: Cohen 1988, 6.2. */
export const sizeForEffect = (h: number, power = 0.8, alpha = 0.05): number =>
  2 * ((normalQuantile(1 - alpha / 2) + normalQuantile(power)) / h) ** 2

/** Rows for a proportion with a 95% interval of this half width, by Wald and by Wilson's score. */
export function sizeForPrecision(p: number, halfWidth: number): { wald: number; wilson: number } {
  const half = (n: number): number =>
    (Z95 / (1 + Z95 ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + Z95 ** 2 / (4 * n * n))
  return {
    wald: Math.ceil((Z95 ** 2 * p * (1 - p)) / halfWidth ** 2),
    wilson: smallest((n) => half(n) <= halfWidth),
  }
}

/** Rows to know sensitivity and specificity to ± d at a prevalence. Source: Buderer 1996. */
export function sizeForSensitivity(
  given: { sensitivity: number; specificity: number; prevalence: number },
  d: number,
): { forSensitivity: number; forSpecificity: number } {
  const { sensitivity: se, specificity: sp, prevalence } = given
  const rows = (p: number, share: number): number =>
    Math.ceil((Z95 ** 2 * p * (1 - p)) / (d * d * share))
  return { forSensitivity: rows(se, prevalence), forSpecificity: rows(sp, 1 - prevalence) }
}

/**
 * Cases needed to tell an AUROC from 0.5, with `kappa` controls a case, two-sided.
 * Source: Obuchowski & McClish 1997, as in pROC's power.roc.test.
 */
export function casesForAuroc(auroc: number, kappa: number, power = 0.8, alpha = 0.05): number {
  const a = normalQuantile(auroc) * 1.414
  const variance = 0.0099 * Math.exp((-a * a) / 2) * (5 * a * a + 8 + (a * a + 8) / kappa)
  const chance = Math.sqrt(0.0792 * (1 + 1 / kappa))
  const z = normalQuantile(1 - alpha / 2) * chance + normalQuantile(power) * Math.sqrt(variance)
  return (z / (auroc - 0.5)) ** 2
}

/** Rows for an AUROC whose whole 95% interval is no wider than this. Source: Hanley & McNeil 1982. */
export const sizeForAurocWidth = (auroc: number, prevalence: number, width: number): number =>
  smallest((n) => {
    const se = hanleyMcNeilError(auroc, n * prevalence, n * (1 - prevalence))
    return se !== null && 2 * Z95 * se <= width
  })

/**
 * The smallest fall from a known rate that n rows show in `power` of 100 windows, at 2.5% one-sided;
 * null when even a fall to 0 might be missed. Turned round: "with 23 events you can see a fall of …".
 */
export function smallestFallSeen(rate: number, n: number, power = 0.8): number | null {
  const seen = (fall: number): boolean => {
    const now = rate - fall
    const need =
      Z95 * Math.sqrt(rate * (1 - rate)) + normalQuantile(power) * Math.sqrt(now * (1 - now))
    return fall * Math.sqrt(n) >= need
  }
  if (!(n > 0) || !seen(rate)) return null
  let [low, high] = [0, rate]
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2
    if (seen(middle)) high = middle
    else low = middle
  }
  return high
}

function smallest(enough: (n: number) => boolean): number {
  let high = 1
  while (!enough(high)) high *= 2
  let low = Math.floor(high / 2)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (enough(middle)) high = middle
    else low = middle
  }
  return high
}
