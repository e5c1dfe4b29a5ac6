import { type Figure, figureOf, noFigure } from './figure.js'
import { poolEstimates, type Estimated } from './pool-estimates.js'
import { studentTQuantile } from './student-t-quantile.js'

export const RANDOM_EFFECTS_METHOD = 'random-effects-hartung-knapp/1'

/** The mean of what differs, and how much it does. */
export interface RandomEffects extends Figure {
  /** Variance between, beyond chance. */
  readonly tau2: number | null
}

/**
 * The mean of estimates that differ beyond chance: variance between by DerSimonian & Laird, interval by
 * Hartung & Knapp with k - 1 degrees of freedom, never narrower than chance alone would have it. Fewer
 * than two sound estimates give `fewer_than_two_rows`. Sources: DerSimonian & Laird 1986; Hartung & Knapp
 * 2001; Röver 2015; Cochrane Handbook 10.10.4.
 */
export function randomEffects(estimates: readonly Estimated[]): RandomEffects {
  const sound = estimates.filter(({ value, se }) => Number.isFinite(value) && se > 0)
  const { q, k } = poolEstimates(sound)
  if (q === null) return { ...noFigure(RANDOM_EFFECTS_METHOD, 'fewer_than_two_rows'), tau2: null }
  const sum = (of: (one: Estimated) => number): number =>
    sound.reduce((total, one) => total + of(one), 0)
  const fixed = sum(({ se }) => se ** -2)
  const tau2 = Math.max(0, (q - (k - 1)) / (fixed - sum(({ se }) => se ** -4) / fixed))
  const weight = ({ se }: Estimated): number => 1 / (se ** 2 + tau2)
  const weights = sum(weight)
  const value = sum((one) => weight(one) * one.value) / weights
  const spread = sum((one) => weight(one) * (one.value - value) ** 2) / (k - 1)
  const se = Math.sqrt(Math.max(1, spread) / weights)
  const half = studentTQuantile(0.975, k - 1) * se
  return { ...figureOf(RANDOM_EFFECTS_METHOD, value, [value - half, value + half], se), tau2 }
}
