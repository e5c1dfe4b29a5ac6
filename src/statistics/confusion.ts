import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'

/** Counts of true and false positives and negatives. */
export interface Confusion {
  readonly tp: number
  readonly fp: number
  readonly tn: number
  readonly fn: number
}

/** The confusion counts at a threshold: a row is positive when `score >= threshold`. */
export function confusionAt(counts: ScoreCounts, threshold: number): Confusion {
  let tp = 0
  let fp = 0
  for (let i = counts.scores.length - 1; i >= 0 && at(counts.scores, i) >= threshold; i -= 1) {
    tp += at(counts.events, i)
    fp += at(counts.nonEvents, i)
  }
  return { tp, fp, tn: counts.nonEventTotal - fp, fn: counts.eventTotal - tp }
}
