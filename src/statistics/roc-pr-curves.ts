import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'

/** The rates when everybody at or above one distinct score is flagged. */
export interface CurvePoint {
  readonly threshold: number
  readonly sensitivity: number | null
  readonly falsePositiveRate: number | null
  readonly precision: number
  readonly flagRate: number
}

/**
 * Both curves at every distinct threshold, highest first: sensitivity against false positive rate
 * (ROC) and precision against sensitivity (PR). A rate without a denominator is null.
 * Source: Hanley & McNeil 1982; Davis & Goadrich 2006.
 */
export function rocPrCurves(counts: ScoreCounts): CurvePoint[] {
  const { eventTotal, nonEventTotal } = counts
  const points: CurvePoint[] = []
  let [tp, fp] = [0, 0]
  for (let i = counts.scores.length - 1; i >= 0; i -= 1) {
    tp += at(counts.events, i)
    fp += at(counts.nonEvents, i)
    points.push({
      threshold: at(counts.scores, i),
      sensitivity: eventTotal === 0 ? null : tp / eventTotal,
      falsePositiveRate: nonEventTotal === 0 ? null : fp / nonEventTotal,
      precision: tp / (tp + fp),
      flagRate: (tp + fp) / (eventTotal + nonEventTotal),
    })
  }
  return points
}
