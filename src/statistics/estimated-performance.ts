import { at } from './at.js'
import { sumOver } from './compensated-sum.js'
import { countScoresByClass, type ScoreCounts } from './count-scores.js'
import { calibrated, type IsotonicLine } from './isotonic-regression.js'

/** Always shown with these words: it stands only while P(outcome | score) is as in the reference. */
export const ESTIMATE_NOTE = 'estimate, assumes unchanged calibration'

/**
 * Performance estimated without outcomes. It never clears an alarm, and realised figures replace it as
 * outcomes arrive. A figure without a denominator is null.
 */
export interface EstimatedPerformance {
  readonly kind: 'estimate'
  readonly note: typeof ESTIMATE_NOTE
  readonly method: 'cbpe/1'
  readonly n: number
  readonly expectedEvents: number
  readonly auroc: number | null
  readonly averagePrecision: number | null
  readonly f1: number | null
  readonly precision: number | null
  readonly recall: number | null
  readonly specificity: number | null
  readonly accuracy: number | null
  readonly tp: number
  readonly fp: number
  readonly tn: number
  readonly fn: number
}

/**
 * Confidence-based performance estimation: each row counts as an event with its calibrated score.
 * Flagged is `score >= threshold` on the raw score; without a line the scores are taken as calibrated.
 * Source: NannyML, CBPE (Białek et al. 2024).
 */
export function estimatePerformance(
  scores: Float64Array,
  threshold: number,
  line: IsotonicLine | null,
): EstimatedPerformance {
  return estimateFromCounts(countScoresByClass([], scores), threshold, line)
}

/** The same from distinct scores and how many rows have each, so also from a histogram. */
export function estimateFromCounts(
  counts: Pick<ScoreCounts, 'scores' | 'nonEvents' | 'nonEventTotal'>,
  threshold: number,
  line: IsotonicLine | null,
): EstimatedPerformance {
  const chance = (score: number): number => (line ? calibrated(line, score) : score)
  const { scores: distinct, nonEvents: rowsOf, nonEventTotal: n } = counts
  let [tp, fp, tn, fn, area, precisionSum] = [0, 0, 0, 0, 0, 0]
  const all = sumOver(distinct.length, (i) => at(rowsOf, i) * chance(at(distinct, i)))
  let [events, flagged] = [0, 0]
  for (let i = distinct.length - 1; i >= 0; i -= 1) {
    const score = at(distinct, i)
    const rows = at(rowsOf, i)
    const here = rows * chance(score)
    if (score >= threshold) [tp, fp] = [tp + here, fp + rows - here]
    else [fn, tn] = [fn + here, tn + rows - here]
    area += (rows - here) * (events + here / 2)
    events += here
    flagged += rows
    precisionSum += here * (events / flagged)
  }
  const none = n - all
  return {
    kind: 'estimate',
    note: ESTIMATE_NOTE,
    method: 'cbpe/1',
    n,
    expectedEvents: all,
    auroc: share(area, all * none),
    averagePrecision: share(precisionSum, all),
    f1: share(2 * tp, 2 * tp + fp + fn),
    precision: share(tp, tp + fp),
    recall: share(tp, tp + fn),
    specificity: share(tn, tn + fp),
    accuracy: share(tp + tn, n),
    tp,
    fp,
    tn,
    fn,
  }
}

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)

/** Where realised figures of reference windows lie: mean ± 3 standard deviations, cut to [0, 1]. */
export function alertLimits(values: readonly number[]): readonly [lower: number, upper: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  const reach = 3 * Math.sqrt(variance)
  return [Math.max(0, mean - reach), Math.min(1, mean + reach)]
}
