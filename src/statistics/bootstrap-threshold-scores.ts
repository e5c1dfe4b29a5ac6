import { at } from './at.js'
import type { Confusion } from './confusion.js'
import type { Figure } from './figure.js'
import { thresholdScores } from './threshold-scores.js'

export const BOOTSTRAPPED_SCORES = ['f1', 'mcc', 'balanced_accuracy'] as const
export type BootstrappedScore = (typeof BOOTSTRAPPED_SCORES)[number]

function drawCount(rows: number, share: number, random: () => number): number {
  let count = 0
  for (let i = 0; i < rows; i += 1) if (random() < share) count += 1
  return count
}

function redraw({ tp, fp, tn, fn }: Confusion, random: () => number): Confusion {
  const found = drawCount(tp + fn, tp / (tp + fn), random)
  const wrong = drawCount(fp + tn, fp / (fp + tn), random)
  return { tp: found, fn: tp + fn - found, fp: wrong, tn: fp + tn - wrong }
}

const percentile = (ordered: Float64Array, share: number): number =>
  at(ordered, Math.round((ordered.length - 1) * share))

/**
 * F1, MCC and balanced accuracy with 95% percentile intervals from a stratified bootstrap of the
 * count table (events and non-events drawn apart). `random` is uniform on [0, 1), seeded by the
 * caller, who stores the seed. A draw in which a score is not defined is left out of its interval.
 * Source: Efron & Tibshirani 1993, section 13.3.
 */
export function bootstrapThresholdScores(
  confusion: Confusion,
  random: () => number,
  draws = 1_000,
): Record<BootstrappedScore, Figure> {
  const measured = thresholdScores(confusion)
  const drawn = {
    f1: new Array<number>(),
    mcc: new Array<number>(),
    balanced_accuracy: new Array<number>(),
  }
  for (let i = 0; i < draws; i += 1) {
    const scores = thresholdScores(redraw(confusion, random))
    for (const name of BOOTSTRAPPED_SCORES) {
      const { value } = scores[name]
      if (value !== null) drawn[name].push(value)
    }
  }
  const withInterval = (name: BootstrappedScore): Figure => {
    const figure = measured[name]
    const values = Float64Array.from(drawn[name]).sort()
    if (figure.value === null || values.length === 0) return figure
    const method = `${figure.method.replace('/1', '')}-stratified-bootstrap/1`
    return { ...figure, method, low: percentile(values, 0.025), high: percentile(values, 0.975) }
  }
  return {
    f1: withInterval('f1'),
    mcc: withInterval('mcc'),
    balanced_accuracy: withInterval('balanced_accuracy'),
  }
}
