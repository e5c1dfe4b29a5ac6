import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'

/**
 * The curves over every distinct threshold, from flagging nobody (threshold Infinity) down to
 * flagging everybody. Rates are NaN where their denominator is 0.
 */
export interface ThresholdCurve {
  readonly thresholds: Float64Array
  readonly sensitivity: Float64Array
  readonly false_positive_rate: Float64Array
  readonly precision: Float64Array
  readonly flag_rate: Float64Array
}

/**
 * ROC (sensitivity by false positive rate), precision-recall and flag rate at every distinct score;
 * a row is positive when `score >= threshold`. Source: Fawcett 2006; Davis & Goadrich 2006.
 */
export function thresholdCurve(counts: ScoreCounts): ThresholdCurve {
  const { eventTotal, nonEventTotal } = counts
  const points = counts.scores.length + 1
  const curve = {
    thresholds: new Float64Array(points),
    sensitivity: new Float64Array(points),
    false_positive_rate: new Float64Array(points),
    precision: new Float64Array(points),
    flag_rate: new Float64Array(points),
  }
  let found = 0
  let wrong = 0
  for (let point = 0; point < points; point += 1) {
    const i = points - 1 - point
    if (point > 0) {
      found += at(counts.events, i)
      wrong += at(counts.nonEvents, i)
    }
    curve.thresholds[point] = point === 0 ? Infinity : at(counts.scores, i)
    curve.sensitivity[point] = found / eventTotal
    curve.false_positive_rate[point] = wrong / nonEventTotal
    curve.precision[point] = found / (found + wrong)
    curve.flag_rate[point] = (found + wrong) / (eventTotal + nonEventTotal)
  }
  return curve
}
