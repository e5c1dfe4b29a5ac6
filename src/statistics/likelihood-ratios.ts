import type { Confusion } from './confusion.js'
import { type Figure, figureOf, noFigure } from './figure.js'
import { Z95 } from './normal-quantile.js'

export const POSITIVE_LIKELIHOOD_RATIO_METHOD = 'likelihood-ratio-positive-log/1'
export const NEGATIVE_LIKELIHOOD_RATIO_METHOD = 'likelihood-ratio-negative-log/1'

function ratioOf(method: string, a: number, m: number, b: number, k: number): Figure {
  if (m === 0 || k === 0) return noFigure(method, 'one_class')
  if (b === 0) return noFigure(method, 'empty_cell')
  const value = a / m / (b / k)
  if (a === 0) return { ...figureOf(method, value), interval_reason: 'empty_cell' }
  const se = Math.sqrt(1 / a - 1 / m + 1 / b - 1 / k)
  const interval = [value * Math.exp(-Z95 * se), value * Math.exp(Z95 * se)] as const
  return figureOf(method, value, interval)
}

/**
 * LR+ = sensitivity / (1 - specificity) and LR- = (1 - sensitivity) / specificity, with intervals
 * by the log method; null where the divisor is 0. Source: Simel, Samsa & Matchar 1991.
 */
export function likelihoodRatios({ tp, fp, tn, fn }: Confusion): {
  readonly lr_pos: Figure
  readonly lr_neg: Figure
} {
  const m = tp + fn
  const k = tn + fp
  return {
    lr_pos: ratioOf(POSITIVE_LIKELIHOOD_RATIO_METHOD, tp, m, fp, k),
    lr_neg: ratioOf(NEGATIVE_LIKELIHOOD_RATIO_METHOD, fn, m, tn, k),
  }
}
