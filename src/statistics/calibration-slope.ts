import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'
import { type Figure, figureOf, noFigure, type Reason } from './figure.js'
import { fitLogistic } from './fit-logistic.js'
import { Z95 } from './normal-quantile.js'
import {
  type Recalibration,
  type RecalibrationRows,
  recalibrationRows,
} from './recalibration-rows.js'

export const CALIBRATION_INTERCEPT_METHOD = 'calibration-intercept-logistic/1'
export const CALIBRATION_SLOPE_METHOD = 'calibration-slope-logistic/1'

/** Weak calibration: both coefficients of the outcome on logit(p). */
export interface WeakCalibration {
  readonly intercept: Figure
  readonly slope: Figure
}

/** Whether the classes part, even touching at one score, so that no finite maximum exists. */
function separated({ events, totals }: RecalibrationRows): boolean {
  const span = (count: (i: number) => number): readonly [number, number] => {
    let first = 0
    let last = events.length - 1
    while (first < last && count(first) === 0) first += 1
    while (last > first && count(last) === 0) last -= 1
    return [first, last]
  }
  const ones = span((i) => at(events, i))
  const zeros = span((i) => at(totals, i) - at(events, i))
  return ones[0] >= zeros[1] || zeros[0] >= ones[1]
}

const nothing = (reason: Reason): WeakCalibration => ({
  intercept: noFigure(CALIBRATION_INTERCEPT_METHOD, reason),
  slope: noFigure(CALIBRATION_SLOPE_METHOD, reason),
})

const wald = (method: string, value: number, se: number): Figure =>
  figureOf(method, value, [value - Z95 * se, value + Z95 * se], se)

/**
 * Calibration intercept and slope: logistic regression of the outcome on logit(p) by maximum
 * likelihood, standard errors from the Fisher information. A slope below 1 means that predictions
 * are too extreme. `start` is a guess of the intercept at slope 1, such as calibration in the large;
 * rows that are there already save making them. Source: Cox 1958; Van Calster 2016 and 2019.
 */
export function weakCalibration(
  counts: ScoreCounts,
  found: Recalibration = recalibrationRows(counts),
  start = 0,
): WeakCalibration {
  if ('reason' in found) return nothing(found.reason)
  const { rows } = found
  if (rows.logits.length < 2) return nothing('constant_score')
  if (separated(rows)) return nothing('separation')
  const fit = fitLogistic(rows.logits, rows.events, rows.totals, start)
  if (!fit) return nothing('not_converged')
  return {
    intercept: wald(CALIBRATION_INTERCEPT_METHOD, fit.intercept, fit.interceptError),
    slope: wald(CALIBRATION_SLOPE_METHOD, fit.slope, fit.slopeError),
  }
}
