import { confusionAt } from './confusion.js'
import type { ScoreCounts } from './count-scores.js'
import { netBenefit } from './net-benefit.js'

/** Net benefit at one threshold, of using the score and of flagging everybody; nobody is 0. */
export interface DecisionCurvePoint {
  readonly threshold: number
  readonly model: number | null
  readonly everybody: number | null
}

/** Net benefit over probability thresholds between 0 and 1. Source: Vickers & Elkin 2006. */
export const decisionCurve = (
  counts: ScoreCounts,
  thresholds: readonly number[],
): DecisionCurvePoint[] =>
  thresholds.map((threshold) => ({
    threshold,
    model: netBenefit(confusionAt(counts, threshold), threshold).value,
    everybody: netBenefit(
      { tp: counts.eventTotal, fp: counts.nonEventTotal, tn: 0, fn: 0 },
      threshold,
    ).value,
  }))
