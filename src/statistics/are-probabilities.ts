import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'
import type { Reason } from './figure.js'

/** Whether every score is in [0, 1]: calibration is refused otherwise. */
export function areProbabilities(counts: ScoreCounts): boolean {
  const size = counts.scores.length
  return size === 0 || (at(counts.scores, 0) >= 0 && at(counts.scores, size - 1) <= 1)
}

/** Why no calibration figure can be computed at all, or null. */
export function calibrationRefusal(counts: ScoreCounts): Reason | null {
  if (counts.scores.length === 0) return 'no_rows'
  return areProbabilities(counts) ? null : 'not_probability'
}
