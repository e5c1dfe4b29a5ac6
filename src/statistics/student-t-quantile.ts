import { betaQuantile } from './beta-quantile.js'

/** The quantile of Student's t distribution with df degrees of freedom (Student 1908). */
export function studentTQuantile(probability: number, df: number): number {
  if (probability === 0.5) return 0
  const tail = 2 * Math.min(probability, 1 - probability)
  const x = betaQuantile(tail, df / 2, 0.5)
  const size = Math.sqrt((df * (1 - x)) / x)
  return probability < 0.5 ? -size : size
}
