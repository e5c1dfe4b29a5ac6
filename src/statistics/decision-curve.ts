import { confusionAt } from './confusion.js'
import type { ScoreCounts } from './count-scores.js'
import { type Figure } from './figure.js'
import { netBenefit } from './net-benefit.js'

/** Net benefit at one threshold probability: by the model, by treating all, and by treating none. */
export interface DecisionPoint {
  readonly threshold: number
  readonly model: Figure
  readonly all: Figure
  readonly none: 0
}

/**
 * Net benefit over threshold probabilities, each strictly between 0 and 1 (else its figures are
 * null with `not_probability`). Source: Vickers & Elkin 2006.
 */
export function decisionCurve(
  counts: ScoreCounts,
  thresholds: readonly number[],
): readonly DecisionPoint[] {
  const everybody = { tp: counts.eventTotal, fp: counts.nonEventTotal, tn: 0, fn: 0 }
  return thresholds.map((threshold) => ({
    threshold,
    model: netBenefit(confusionAt(counts, threshold), threshold),
    all: netBenefit(everybody, threshold),
    none: 0,
  }))
}
