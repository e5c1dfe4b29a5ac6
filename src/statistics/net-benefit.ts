import type { Confusion } from './confusion.js'
import { type Figure, figureOf, noFigure } from './figure.js'

export const NET_BENEFIT_METHOD = 'net-benefit/1'

/** TP/n - FP/n × t/(1 - t), for a probability threshold 0 < t < 1. Source: Vickers & Elkin 2006. */
export function netBenefit({ tp, fp, tn, fn }: Confusion, threshold: number): Figure {
  const n = tp + fp + tn + fn
  if (n === 0) return noFigure(NET_BENEFIT_METHOD, 'no_rows')
  if (!(threshold > 0 && threshold < 1)) return noFigure(NET_BENEFIT_METHOD, 'not_probability')
  return figureOf(NET_BENEFIT_METHOD, tp / n - (fp / n) * (threshold / (1 - threshold)))
}
