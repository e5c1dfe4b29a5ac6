import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'
import { type Figure, figureOf, noFigure } from './figure.js'
import { logitInterval } from './logit-interval.js'

export const AVERAGE_PRECISION_METHOD = 'average-precision-logit/1'

/**
 * Average precision, the step-wise area under the precision-recall curve, with a logit interval
 * whose width stands on the number of events. Its no-skill value is the prevalence.
 * Source: Davis & Goadrich 2006; Boyd, Eng & Page 2013.
 */
export function averagePrecision(counts: ScoreCounts): Figure {
  const { eventTotal, nonEventTotal } = counts
  if (counts.scores.length === 0) return noFigure(AVERAGE_PRECISION_METHOD, 'no_rows')
  if (eventTotal === 0 || nonEventTotal === 0)
    return noFigure(AVERAGE_PRECISION_METHOD, 'one_class')
  let value = 0
  let found = 0
  let flagged = 0
  for (let i = counts.scores.length - 1; i >= 0; i -= 1) {
    found += at(counts.events, i)
    flagged += at(counts.events, i) + at(counts.nonEvents, i)
    value += (at(counts.events, i) / eventTotal) * (found / flagged)
  }
  if (value >= 1) {
    const bare = figureOf(AVERAGE_PRECISION_METHOD, 1, [1, 1], 0)
    return { ...bare, interval_reason: 'no_variance' }
  }
  const se = Math.sqrt((value * (1 - value)) / eventTotal)
  return figureOf(AVERAGE_PRECISION_METHOD, value, logitInterval(value, se), se)
}
