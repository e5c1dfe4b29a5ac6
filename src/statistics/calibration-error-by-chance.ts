import { countScores } from './count-scores.js'
import { expectedCalibrationError } from './expected-calibration-error.js'

/**
 * The expected calibration error that these scores would show if they were perfectly calibrated: the
 * mean over outcomes drawn from the scores themselves. It is never 0, and large when rows are few.
 * Source: Bröcker & Smith 2007 (consistency resampling).
 * @param random uniform numbers in [0, 1), seeded by the caller
 */
export function calibrationErrorByChance(
  scores: Float64Array,
  random: () => number,
  draws = 100,
): number | null {
  if (scores.length === 0 || scores.some((score) => score < 0 || score > 1)) return null
  let sum = 0
  for (let draw = 0; draw < draws; draw += 1) {
    const outcomes = Uint8Array.from(scores, (score) => Number(random() < score))
    sum += expectedCalibrationError(countScores(scores, outcomes), 10).value ?? 0
  }
  return sum / draws
}
