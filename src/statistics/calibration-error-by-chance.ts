import { calibrationRefusal } from './are-probabilities.js'
import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'
import { logGamma } from './log-gamma.js'

/**
 * The expected calibration error over bins of equal width that these scores would show on average if
 * they were perfectly calibrated: never 0, and large when rows are few. Computed, so that it is the
 * same each time, it is what drawing outcomes from the scores comes to: exactly where those of a bin are
 * equal, within 3% otherwise (tested). Null where
 * scores are no probabilities or there are none. Source: Bröcker & Smith 2007 for the question; of each
 * bin De Moivre 1730 (Diaconis & Zabell 1991), its variance that of the scores in it.
 */
export function calibrationErrorByChance(counts: ScoreCounts, bins = 10): number | null {
  if (calibrationRefusal(counts)) return null
  const { scores, events, nonEvents, eventTotal, nonEventTotal } = counts
  let sum = 0
  for (let bin = 0, i = 0; bin < bins; bin += 1) {
    const end = bin < bins - 1 ? (bin + 1) / bins : Infinity
    let [rows, expected, variance] = [0, 0, 0]
    for (; i < scores.length && at(scores, i) < end; i += 1) {
      const here = at(events, i) + at(nonEvents, i)
      const score = at(scores, i)
      rows += here
      expected += here * score
      variance += here * score * (1 - score)
    }
    sum += meanDeviation(rows, expected, variance)
  }
  return sum / (eventTotal + nonEventTotal)
}

/** How far the events among so many rows lie from the expected number on average, either way. */
function meanDeviation(rows: number, expected: number, variance: number): number {
  const share = expected / rows
  const next = Math.floor(expected) + 1
  if (rows === 0 || variance === 0 || next > rows) return 0
  const ways = logGamma(rows + 1) - logGamma(next + 1) - logGamma(rows - next + 1)
  const likelihood = ways + next * Math.log(share) + (rows - next + 1) * Math.log1p(-share)
  const alike = 2 * next * Math.exp(likelihood)
  return alike * Math.sqrt(variance / (expected * (1 - share)))
}
