import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'
import { deLongVariance } from './delong-variance.js'
import { type Figure, figureOf, noFigure } from './figure.js'
import { logitInterval } from './logit-interval.js'
import { Z95 } from './normal-quantile.js'

export const AUROC_METHOD = 'auroc-midrank-delong-logit/1'
export const AUROC_WALD_METHOD = 'auroc-midrank-delong-wald/1'

/**
 * The area under the ROC curve: the probability that an event scores above a non-event, ties
 * counting one half; null without both. Source: Hanley & McNeil 1982; Bamber 1975.
 */
export function aurocValue(counts: ScoreCounts): number | null {
  const { eventTotal, nonEventTotal } = counts
  if (eventTotal === 0 || nonEventTotal === 0) return null
  let pairs = 0
  let below = 0
  for (let i = 0; i < counts.scores.length; i += 1) {
    const nonEvents = at(counts.nonEvents, i)
    pairs += at(counts.events, i) * (below + nonEvents / 2)
    below += nonEvents
  }
  return pairs / (eventTotal * nonEventTotal)
}

/**
 * AUROC with its DeLong standard error and the logit interval, which is the one to display. Where
 * the variance is 0 (the classes part completely, or every score is equal) the interval has no
 * width and says `no_variance`. Source: DeLong 1988; Pepe 2003; Qin & Hotilovac 2008.
 */
export function auroc(counts: ScoreCounts): Figure {
  const method = AUROC_METHOD
  const value = aurocValue(counts)
  if (value === null) {
    return noFigure(method, counts.scores.length === 0 ? 'no_rows' : 'one_class')
  }
  const variance = deLongVariance(counts, value)
  if (variance === null) {
    return { ...figureOf(method, value), interval_reason: 'fewer_than_two_in_a_class' }
  }
  const se = Math.sqrt(variance)
  if (se === 0)
    return { ...figureOf(method, value, [value, value], 0), interval_reason: 'no_variance' }
  return figureOf(method, value, logitInterval(value, se), se)
}

/**
 * AUROC with the interval that pROC shows: A ± z SE, cut to [0, 1]. An AUROC that is there already
 * saves computing it. Source: DeLong 1988.
 */
export function aurocWald(counts: ScoreCounts, display: Figure = auroc(counts)): Figure {
  const { value, se } = display
  if (value === null || se === null || se === 0) return { ...display, method: AUROC_WALD_METHOD }
  const interval = [Math.max(0, value - Z95 * se), Math.min(1, value + Z95 * se)] as const
  return figureOf(AUROC_WALD_METHOD, value, interval, se)
}
