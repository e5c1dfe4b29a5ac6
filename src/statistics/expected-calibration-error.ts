import { calibrationRefusal } from './are-probabilities.js'
import { at } from './at.js'
import { sumOver } from './compensated-sum.js'
import type { ScoreCounts } from './count-scores.js'
import { type Figure, figureOf, noFigure } from './figure.js'
import { type ReliabilityBin, reliabilityTable } from './reliability-table.js'

/** The method's name for so many bins of equal width. */
export const expectedCalibrationErrorMethod = (bins: number): string => `ece-equal-width-${bins}/1`
export const MAXIMUM_CALIBRATION_ERROR_METHOD = 'mce-equal-width-10/1'
export const EQUAL_MASS_METHOD = 'ece-equal-mass-10/1'

function gaps(table: readonly ReliabilityBin[]): readonly { n: number; gap: number }[] {
  return table.map(({ n, mean_score, observed }) => ({
    n,
    gap: mean_score === null || observed === null ? 0 : Math.abs(mean_score - observed),
  }))
}

/**
 * Expected calibration error over bins of equal width, sum n_b/n |mean p - mean y|. Biased upward
 * in small samples, so no interval and not for alarms. A table that is there already saves making it.
 * Source: Naeini 2015; Guo 2017.
 */
export function expectedCalibrationError(
  counts: ScoreCounts,
  bins = 10,
  table: readonly ReliabilityBin[] = reliabilityTable(counts, bins),
): Figure {
  const method = expectedCalibrationErrorMethod(bins)
  const refusal = calibrationRefusal(counts)
  if (refusal) return noFigure(method, refusal)
  const n = counts.eventTotal + counts.nonEventTotal
  const value = gaps(table).reduce((sum, bin) => sum + (bin.n / n) * bin.gap, 0)
  return figureOf(method, value)
}

/** The greatest gap of any of the bins of equal width. Source: Naeini 2015. */
export function maximumCalibrationError(
  counts: ScoreCounts,
  bins = 10,
  table: readonly ReliabilityBin[] = reliabilityTable(counts, bins),
): Figure {
  const refusal = calibrationRefusal(counts)
  if (refusal) return noFigure(MAXIMUM_CALIBRATION_ERROR_METHOD, refusal)
  const value = Math.max(...gaps(table).map((bin) => bin.gap))
  return figureOf(MAXIMUM_CALIBRATION_ERROR_METHOD, value)
}

/**
 * Expected calibration error over ten nearly equal parts of the rows in stable order of score. It
 * takes rows, because tied scores may fall on both sides of a cut. Source: Nixon 2019.
 */
export function expectedCalibrationErrorEqualMass(
  scores: ArrayLike<number>,
  outcomes: ArrayLike<number>,
): Figure {
  const n = scores.length
  if (n === 0) return noFigure(EQUAL_MASS_METHOD, 'no_rows')
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => at(scores, i) - at(scores, j))
  if (at(scores, at(order, 0)) < 0 || at(scores, at(order, n - 1)) > 1) {
    return noFigure(EQUAL_MASS_METHOD, 'not_probability')
  }
  const parts = 10
  let value = 0
  for (let part = 0, start = 0; part < parts; part += 1) {
    const size = Math.floor(n / parts) + (part < n % parts ? 1 : 0)
    const from = start
    const sum = (column: ArrayLike<number>): number =>
      sumOver(size, (i) => at(column, at(order, from + i)))
    value += Math.abs(sum(scores) - sum(outcomes)) / n
    start += size
  }
  return figureOf(EQUAL_MASS_METHOD, value)
}
