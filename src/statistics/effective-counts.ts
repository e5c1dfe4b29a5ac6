import { Z95 } from './normal-quantile.js'
import { studentTQuantile } from './student-t-quantile.js'

/**
 * What share of counted cases is left to rely on where periods or groups of them differ beyond chance:
 * the dispersion of a chi-squared test (its statistic over its degrees of freedom) divides them, and few
 * degrees of freedom take off more, as Student's t does. Counts times this share go into the interval for
 * counts. Never above 1. Sources: McCullagh & Nelder 1989, 4.5; Korn & Graubard 1998; Rao & Scott 1992.
 */
export function effectiveShare({ statistic, df }: { statistic: number; df: number }): number {
  if (df <= 0 || statistic <= df) return 1
  return (df / statistic) * (Z95 / studentTQuantile(0.975, df)) ** 2
}
