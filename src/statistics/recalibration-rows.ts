import { calibrationRefusal } from './are-probabilities.js'
import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'
import type { Reason } from './figure.js'

/** The rows a recalibration can use: logit(p), p / (1 - p), events and rows at each distinct 0 < p < 1. */
export interface RecalibrationRows {
  readonly logits: Float64Array
  readonly odds: Float64Array
  readonly events: Float64Array
  readonly totals: Float64Array
}

/** Rows scored exactly 0 or 1, which have no logit, and how many the outcome contradicted. */
export interface CertainScores {
  readonly n: number
  readonly contradicted: number
}

/** Counts the rows that a recalibration leaves out. */
export function certainScores({ scores, events, nonEvents }: ScoreCounts): CertainScores {
  let n = 0
  let contradicted = 0
  for (let i = 0; i < scores.length; i += 1) {
    const score = at(scores, i)
    if (score !== 0 && score !== 1) continue
    n += at(events, i) + at(nonEvents, i)
    contradicted += score === 0 ? at(events, i) : at(nonEvents, i)
  }
  return { n, contradicted }
}

/** The rows to recalibrate on, or why there are none. */
export type Recalibration = { readonly rows: RecalibrationRows } | { readonly reason: Reason }

/** The rows to recalibrate on, or why there is nothing to fit. */
export function recalibrationRows(counts: ScoreCounts): Recalibration {
  const refusal = calibrationRefusal(counts)
  if (refusal) return { reason: refusal }
  const inner = withoutCertainScores(counts)
  const size = inner.scores.length
  if (size === 0) return { reason: 'no_score_between_0_and_1' }
  const { events } = inner
  const totals = new Float64Array(size)
  const logits = new Float64Array(size)
  const odds = new Float64Array(size)
  for (let i = 0; i < size; i += 1) {
    const score = at(inner.scores, i)
    totals[i] = at(events, i) + at(inner.nonEvents, i)
    logits[i] = Math.log(score) - Math.log1p(-score)
    odds[i] = score / (1 - score)
  }
  if (inner.eventTotal === 0 || inner.nonEventTotal === 0) return { reason: 'one_class' }
  return { rows: { logits, odds, events, totals } }
}

/** The same counts without the rows scored exactly 0 or 1, which stand first and last. */
export function withoutCertainScores(counts: ScoreCounts): ScoreCounts {
  const { scores, events, nonEvents } = counts
  const size = scores.length
  const from = size > 0 && at(scores, 0) === 0 ? 1 : 0
  const to = size > from && at(scores, size - 1) === 1 ? size - 1 : size
  if (to - from === size) return counts
  const lost = (column: Float64Array): number =>
    (from > 0 ? at(column, 0) : 0) + (to < size ? at(column, size - 1) : 0)
  return {
    scores: scores.subarray(from, to),
    events: events.subarray(from, to),
    nonEvents: nonEvents.subarray(from, to),
    eventTotal: counts.eventTotal - lost(events),
    nonEventTotal: counts.nonEventTotal - lost(nonEvents),
  }
}
