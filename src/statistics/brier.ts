import { calibrationRefusal } from './are-probabilities.js'
import { at } from './at.js'
import { CompensatedSum } from './compensated-sum.js'
import type { ScoreCounts } from './count-scores.js'
import { type Figure, figureOf, noFigure } from './figure.js'
import { Z95 } from './normal-quantile.js'

export const BRIER_METHOD = 'brier-mean-wald/1'
export const SCALED_BRIER_METHOD = 'brier-scaled/1'

/**
 * The Brier score, mean (p - y)², with the interval of a mean of n squared errors (Wald, cut at 0).
 * Source: Brier 1950; Spiegelhalter 1986.
 */
export function brier(counts: ScoreCounts): Figure {
  const refusal = calibrationRefusal(counts)
  if (refusal) return noFigure(BRIER_METHOD, refusal)
  const n = counts.eventTotal + counts.nonEventTotal
  const value = meanError(counts, n)
  if (n < 2) return { ...figureOf(BRIER_METHOD, value), interval_reason: 'fewer_than_two_rows' }
  const se = Math.sqrt(errorVariance(counts, n, value) / (n - 1))
  const interval = [Math.max(0, value - Z95 * se), Math.min(1, value + Z95 * se)] as const
  return figureOf(BRIER_METHOD, value, interval, se)
}

/** The mean squared error of n rows. */
function meanError({ scores, events, nonEvents }: ScoreCounts, n: number): number {
  const sum = new CompensatedSum()
  for (let i = 0; i < scores.length; i += 1) {
    const score = at(scores, i)
    sum.add(at(events, i) * (score - 1) ** 2 + at(nonEvents, i) * score ** 2)
  }
  return sum.total / n
}

/** The mean square by which the squared errors of n rows differ from their mean. */
function errorVariance(
  { scores, events, nonEvents }: ScoreCounts,
  n: number,
  mean: number,
): number {
  const sum = new CompensatedSum()
  for (let i = 0; i < scores.length; i += 1) {
    const score = at(scores, i)
    const ofEvent = (score - 1) ** 2 - mean
    const ofNonEvent = score ** 2 - mean
    sum.add(at(events, i) * ofEvent ** 2 + at(nonEvents, i) * ofNonEvent ** 2)
  }
  return sum.total / n
}

/**
 * 1 - Brier / (ybar (1 - ybar)): the share of the no-skill score won. A Brier score that is there
 * already saves computing it. Source: Steyerberg 2010.
 */
export function scaledBrier(counts: ScoreCounts, score: Figure = brier(counts)): Figure {
  const { value, reason } = score
  if (value === null) return noFigure(SCALED_BRIER_METHOD, reason ?? 'no_rows')
  const prevalence = counts.eventTotal / (counts.eventTotal + counts.nonEventTotal)
  const noSkill = prevalence * (1 - prevalence)
  if (noSkill === 0) return noFigure(SCALED_BRIER_METHOD, 'one_class')
  return figureOf(SCALED_BRIER_METHOD, 1 - value / noSkill)
}
