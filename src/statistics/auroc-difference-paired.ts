import { at } from './at.js'
import { type AurocDifference } from './auroc-difference.js'
import { sumOver } from './compensated-sum.js'
import { type Figure, figureOf, noFigure } from './figure.js'
import { normalCumulative } from './normal-cumulative.js'
import { Z95 } from './normal-quantile.js'

export const AUROC_DIFFERENCE_PAIRED_METHOD = 'auroc-difference-paired-delong/1'

/** For each row, the share of the other class it wins against, ties one half. */
interface Placements {
  readonly events: Float64Array
  readonly nonEvents: Float64Array
}

function sharesBelow(mine: readonly number[], others: Float64Array): Float64Array {
  const ordered = others.toSorted()
  const first = (score: number, past: boolean): number => {
    let low = 0
    let high = ordered.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const there = at(ordered, middle)
      if (there < score || (past && there === score)) low = middle + 1
      else high = middle
    }
    return low
  }
  return Float64Array.from(
    mine,
    (score) => (first(score, false) + first(score, true)) / 2 / ordered.length,
  )
}

function placements(scores: ArrayLike<number>, outcomes: ArrayLike<number>): Placements {
  const split = (outcome: number): number[] =>
    Array.from(scores).filter((_, i) => at(outcomes, i) === outcome)
  const ones = split(1)
  const zeros = split(0)
  return {
    events: sharesBelow(ones, Float64Array.from(zeros)),
    nonEvents: sharesBelow(zeros, Float64Array.from(ones)).map((share) => 1 - share),
  }
}

const meanOf = (values: Float64Array): number =>
  sumOver(values.length, (i) => at(values, i)) / values.length

function varianceOfDifference(ours: Float64Array, theirs: Float64Array): number {
  const gaps = ours.map((share, i) => share - at(theirs, i))
  const mean = meanOf(gaps)
  const squares = sumOver(gaps.length, (i) => (at(gaps, i) - mean) ** 2)
  return squares / (gaps.length - 1) / gaps.length
}

const bare = (figure: Figure): AurocDifference => ({ ...figure, z: null, p: null })

/**
 * The AUROC of one version minus that of another on the same rows, with the covariance that the
 * rows share. Scores and outcomes (0 or 1) have one length and order.
 * Source: DeLong 1988; Sun & Xu 2014. @throws RangeError when the lengths differ.
 */
export function aurocDifferencePaired(
  scores: ArrayLike<number>,
  otherScores: ArrayLike<number>,
  outcomes: ArrayLike<number>,
): AurocDifference {
  const method = AUROC_DIFFERENCE_PAIRED_METHOD
  const n = outcomes.length
  if (scores.length !== n || otherScores.length !== n) throw new RangeError('the lengths differ')
  const ours = placements(scores, outcomes)
  const theirs = placements(otherScores, outcomes)
  const m = ours.events.length
  const k = ours.nonEvents.length
  if (m === 0 || k === 0) return bare(noFigure(method, n === 0 ? 'no_rows' : 'one_class'))
  const value = meanOf(ours.events) - meanOf(theirs.events)
  if (m < 2 || k < 2) {
    return bare({ ...figureOf(method, value), interval_reason: 'fewer_than_two_in_a_class' })
  }
  const se = Math.sqrt(
    varianceOfDifference(ours.events, theirs.events) +
      varianceOfDifference(ours.nonEvents, theirs.nonEvents),
  )
  if (se === 0) {
    return bare({ ...figureOf(method, value, [value, value], 0), interval_reason: 'no_variance' })
  }
  const z = value / se
  const figure = figureOf(method, value, [value - Z95 * se, value + Z95 * se], se)
  return { ...figure, z, p: 2 * normalCumulative(-Math.abs(z)) }
}
