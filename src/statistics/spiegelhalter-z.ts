import { calibrationRefusal } from './are-probabilities.js'
import { at } from './at.js'
import { CompensatedSum } from './compensated-sum.js'
import type { ScoreCounts } from './count-scores.js'
import { type Figure, figureOf, noFigure } from './figure.js'

export const SPIEGELHALTER_Z_METHOD = 'spiegelhalter-z/1'

/**
 * z for the calibration part of the Brier score: Σ(y - p)(1 - 2p) / √Σ(1 - 2p)² p(1 - p).
 * Null when the variance is 0. Source: Spiegelhalter 1986.
 */
export function spiegelhalterZ(counts: ScoreCounts): Figure {
  const refusal = calibrationRefusal(counts)
  if (refusal) return noFigure(SPIEGELHALTER_Z_METHOD, refusal)
  const { scores, events, nonEvents } = counts
  const top = new CompensatedSum()
  const variance = new CompensatedSum()
  for (let i = 0; i < scores.length; i += 1) {
    const p = at(scores, i)
    const rows = at(events, i) + at(nonEvents, i)
    top.add((at(events, i) - rows * p) * (1 - 2 * p))
    variance.add(rows * (1 - 2 * p) ** 2 * p * (1 - p))
  }
  if (variance.total === 0) return noFigure(SPIEGELHALTER_Z_METHOD, 'no_variance')
  return figureOf(SPIEGELHALTER_Z_METHOD, top.total / Math.sqrt(variance.total))
}
