import { at } from './at.js'
import { CompensatedSum } from './compensated-sum.js'
import type { ScoreCounts } from './count-scores.js'
import { type Figure, figureOf, noFigure } from './figure.js'
import { Z95 } from './normal-quantile.js'
import {
  type Recalibration,
  type RecalibrationRows,
  recalibrationRows,
} from './recalibration-rows.js'

export const CALIBRATION_IN_THE_LARGE_METHOD = 'calibration-in-the-large-offset/1'

/**
 * The intercept of a logistic model with logit(p) as offset, the slope fixed at 1; 0 is ideal and
 * above 0 means events are underestimated. Rows scored exactly 0 or 1 are left out
 * (`certainScores` counts them). Rows that are there already save making them.
 * Source: Cox 1958; Van Calster 2016 and 2019.
 */
export function calibrationInTheLarge(
  counts: ScoreCounts,
  found: Recalibration = recalibrationRows(counts),
): Figure {
  const method = CALIBRATION_IN_THE_LARGE_METHOD
  if ('reason' in found) return noFigure(method, found.reason)
  let intercept = 0
  for (let round = 0; round < 200; round += 1) {
    const { gradient, information } = derivatives(found.rows, intercept)
    const step = gradient / information
    if (!Number.isFinite(step)) return noFigure(method, 'not_converged')
    intercept += Math.max(-2, Math.min(2, step))
    // The error is squared with each step: one this small was the last that changes anything.
    if (Math.abs(step) < 1e-9 * (1 + Math.abs(intercept))) break
  }
  const se = 1 / Math.sqrt(derivatives(found.rows, intercept).information)
  return figureOf(method, intercept, [intercept - Z95 * se, intercept + Z95 * se], se)
}

function derivatives(
  { odds, events, totals }: RecalibrationRows,
  intercept: number,
): { readonly gradient: number; readonly information: number } {
  const gradient = new CompensatedSum()
  const factor = Math.exp(intercept)
  let information = 0
  for (let i = 0; i < odds.length; i += 1) {
    const raised = factor * at(odds, i)
    const rest = 1 / (1 + raised)
    const expected = at(totals, i) * (raised * rest)
    gradient.add(at(events, i) - expected)
    information += expected * rest
  }
  return { gradient: gradient.total, information }
}
