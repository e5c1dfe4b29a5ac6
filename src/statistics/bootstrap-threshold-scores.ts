import { at } from './at.js'
import type { Confusion } from './confusion.js'
import { drawBinomial } from './draw-binomial.js'
import { figureOf } from './figure.js'
import { thresholdScores, type ThresholdScores } from './threshold-scores.js'

type Name = 'f1' | 'mcc' | 'balanced_accuracy'
const NAMES: readonly Name[] = ['f1', 'mcc', 'balanced_accuracy']

/**
 * F1, MCC and balanced accuracy with 95% percentile intervals from resampled count tables, events and
 * non-events apart; an interval needs the score in every table drawn, otherwise there is none.
 * Source: Efron & Tibshirani 1993, chapter 13.
 * @param random uniform numbers in [0, 1), seeded by the caller
 */
export function bootstrapThresholdScores(
  confusion: Confusion,
  random: () => number,
  draws = 2000,
): Pick<ThresholdScores, Name> {
  const seen = thresholdScores(confusion)
  const events = confusion.tp + confusion.fn
  const nonEvents = confusion.fp + confusion.tn
  const drawn = Array.from({ length: draws }, () => {
    const tp = drawBinomial(events, confusion.tp / (events || 1), random)
    const fp = drawBinomial(nonEvents, confusion.fp / (nonEvents || 1), random)
    return thresholdScores({ tp, fn: events - tp, fp, tn: nonEvents - fp })
  })
  const [f1, mcc, balanced_accuracy] = NAMES.map((name) => {
    const figure = seen[name]
    const values = drawn.flatMap((one) => one[name].value ?? [])
    if (figure.value === null || values.length < draws) return figure
    const sorted = Float64Array.from(values).sort()
    const low = at(sorted, Math.floor(draws * 0.025))
    const high = at(sorted, Math.ceil(draws * 0.975) - 1)
    return figureOf(`${figure.method}+bootstrap-stratified-${draws}/1`, figure.value, [low, high])
  })
  return {
    f1: f1 ?? seen.f1,
    mcc: mcc ?? seen.mcc,
    balanced_accuracy: balanced_accuracy ?? seen.balanced_accuracy,
  }
}
