import type { Confusion } from './confusion.js'
import { proportion, type ProportionFigure } from './proportion.js'

export const THRESHOLD_RATE_METHODS = {
  sensitivity: 'sensitivity-wilson/1',
  specificity: 'specificity-wilson/1',
  ppv: 'ppv-wilson/1',
  npv: 'npv-wilson/1',
  flag_rate: 'flag-rate-wilson/1',
  accuracy: 'accuracy-wilson/1',
  fpr: 'false-positive-rate-wilson/1',
  fnr: 'false-negative-rate-wilson/1',
} as const

export type ThresholdRates = Record<keyof typeof THRESHOLD_RATE_METHODS, ProportionFigure>

/** The proportions of a confusion table, each with numerator, denominator and Wilson interval. */
export function thresholdRates({ tp, fp, tn, fn }: Confusion): ThresholdRates {
  const method = THRESHOLD_RATE_METHODS
  const n = tp + fp + tn + fn
  return {
    sensitivity: proportion(method.sensitivity, tp, tp + fn),
    specificity: proportion(method.specificity, tn, tn + fp),
    ppv: proportion(method.ppv, tp, tp + fp),
    npv: proportion(method.npv, tn, tn + fn),
    flag_rate: proportion(method.flag_rate, tp + fp, n),
    accuracy: proportion(method.accuracy, tp + tn, n),
    fpr: proportion(method.fpr, fp, fp + tn),
    fnr: proportion(method.fnr, fn, tp + fn),
  }
}
