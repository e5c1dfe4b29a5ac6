import type { Confusion } from './confusion.js'
import { type Figure, figureOf, noFigure, type Reason } from './figure.js'

export const THRESHOLD_SCORE_METHODS = {
  f1: 'f1/1',
  mcc: 'matthews-correlation/1',
  balanced_accuracy: 'balanced-accuracy/1',
  youden_j: 'youden-j/1',
  dor: 'diagnostic-odds-ratio/1',
  nne: 'number-needed-to-evaluate/1',
} as const

export type ThresholdScores = Record<keyof typeof THRESHOLD_SCORE_METHODS, Figure>

const over = (method: string, top: number, bottom: number, reason: Reason): Figure =>
  bottom === 0 ? noFigure(method, reason) : figureOf(method, top / bottom)

function matthews({ tp, fp, tn, fn }: Confusion): Figure {
  const roots = Math.sqrt(tp + fp) * Math.sqrt(tp + fn) * Math.sqrt(tn + fp) * Math.sqrt(tn + fn)
  return over(THRESHOLD_SCORE_METHODS.mcc, tp * tn - fp * fn, roots, 'zero_margin')
}

/**
 * Single scores of a confusion table. No closed-form interval is standard for them, so none is
 * given. MCC is null when a margin is 0, where scikit-learn returns 0.
 * Source: Matthews 1975; Youden 1950; Glas 2003.
 */
export function thresholdScores(confusion: Confusion): ThresholdScores {
  const method = THRESHOLD_SCORE_METHODS
  const { tp, fp, tn, fn } = confusion
  const bothClasses = tp + fn > 0 && tn + fp > 0
  const sum = tp / (tp + fn) + tn / (tn + fp)
  return {
    f1: over(method.f1, 2 * tp, 2 * tp + fp + fn, 'empty_denominator'),
    mcc: matthews(confusion),
    balanced_accuracy: bothClasses
      ? figureOf(method.balanced_accuracy, sum / 2)
      : noFigure(method.balanced_accuracy, 'one_class'),
    youden_j: bothClasses
      ? figureOf(method.youden_j, sum - 1)
      : noFigure(method.youden_j, 'one_class'),
    dor: over(method.dor, tp * tn, fp * fn, 'empty_cell'),
    nne: over(method.nne, tp + fp, tp, 'empty_denominator'),
  }
}
