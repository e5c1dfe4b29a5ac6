import { at } from './at.js'
import type { AurocDifference } from './auroc-difference.js'
import { figureOf, noFigure } from './figure.js'
import { gammaTails } from './incomplete-gamma.js'
import { Z95 } from './normal-quantile.js'

export const PAIRED_AUROC_DIFFERENCE_METHOD = 'auroc-difference-paired-delong/1'

/**
 * The AUROC of one score minus that of another on the same rows, such as two versions run side by
 * side. Source: DeLong 1988. @throws RangeError when the lengths differ.
 */
export function pairedAurocDifference(
  first: Float64Array,
  second: Float64Array,
  outcomes: Uint8Array,
): AurocDifference {
  if (first.length !== outcomes.length || second.length !== outcomes.length)
    throw new RangeError('both scores and the outcome are needed of every row')
  const nothing = { z: null, p: null }
  const [a, b] = [placements(first, outcomes), placements(second, outcomes)]
  if (!a || !b) return { ...noFigure(PAIRED_AUROC_DIFFERENCE_METHOD, 'one_class'), ...nothing }
  const value = a.area - b.area
  const m = a.ofEvents.length
  const k = a.ofNonEvents.length
  if (m < 2 || k < 2) {
    const bare = figureOf(PAIRED_AUROC_DIFFERENCE_METHOD, value)
    return { ...bare, interval_reason: 'fewer_than_two_in_a_class', ...nothing }
  }
  const variance =
    differenceVariance(a.ofEvents, b.ofEvents, value) / m +
    differenceVariance(a.ofNonEvents, b.ofNonEvents, value) / k
  const se = Math.sqrt(variance)
  if (se === 0) {
    const bare = figureOf(PAIRED_AUROC_DIFFERENCE_METHOD, value, [value, value], 0)
    return { ...bare, interval_reason: 'no_variance', ...nothing }
  }
  const z = value / se
  const interval = [value - Z95 * se, value + Z95 * se] as const
  const p = gammaTails(0.5, (z * z) / 2)[1]
  return { ...figureOf(PAIRED_AUROC_DIFFERENCE_METHOD, value, interval, se), z, p }
}

/** How often each event beats a non-event, and each non-event is beaten, in the order of the rows. */
interface Placements {
  readonly area: number
  readonly ofEvents: Float64Array
  readonly ofNonEvents: Float64Array
}

function placements(scores: Float64Array, outcomes: Uint8Array): Placements | null {
  const order = Uint32Array.from(scores, (_, row) => row).sort(
    (x, y) => at(scores, x) - at(scores, y),
  )
  const m = outcomes.reduce((sum, outcome) => sum + outcome, 0)
  const k = outcomes.length - m
  if (m === 0 || k === 0) return null
  const placed = new Float64Array(scores.length)
  let [events, nonEvents] = [0, 0]
  for (let start = 0; start < order.length;) {
    let end = start
    let [tiedEvents, tied] = [0, 0]
    while (end < order.length && at(scores, at(order, end)) === at(scores, at(order, start))) {
      tiedEvents += at(outcomes, at(order, end))
      tied += 1
      end += 1
    }
    const tiedNonEvents = tied - tiedEvents
    for (let i = start; i < end; i += 1) {
      const row = at(order, i)
      placed[row] =
        at(outcomes, row) === 1
          ? (nonEvents + tiedNonEvents / 2) / k
          : (m - events - tiedEvents / 2) / m
    }
    events += tiedEvents
    nonEvents += tiedNonEvents
    start = end
  }
  const of = (outcome: number): Float64Array =>
    placed.filter((_, row) => at(outcomes, row) === outcome)
  const ofEvents = of(1)
  return { area: ofEvents.reduce((sum, one) => sum + one, 0) / m, ofEvents, ofNonEvents: of(0) }
}

const differenceVariance = (a: Float64Array, b: Float64Array, mean: number): number =>
  a.reduce((sum, one, i) => sum + (one - at(b, i) - mean) ** 2, 0) / (a.length - 1)
