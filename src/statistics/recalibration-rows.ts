import { calibrationRefusal } from './are-probabilities.js'
import { at } from './at.js'
import type { ScoreCounts } from './count-scores.js'
import type { Reason } from './figure.js'

/** The rows a recalibration can use: logit(p), events and rows at each distinct 0 < p < 1. */
export interface RecalibrationRows {
  readonly logits: Float64Array
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

/** The rows to recalibrate on, or why there is nothing to fit. */
export function recalibrationRows(
  counts: ScoreCounts,
): { readonly rows: RecalibrationRows } | { readonly reason: Reason } {
  const refusal = calibrationRefusal(counts)
  if (refusal) return { reason: refusal }
  const kept = [...counts.scores.keys()].filter((i) => {
    const score = at(counts.scores, i)
    return score > 0 && score < 1
  })
  if (kept.length === 0) return { reason: 'no_score_between_0_and_1' }
  const pick = (value: (i: number) => number): Float64Array => Float64Array.from(kept, value)
  const events = pick((i) => at(counts.events, i))
  const totals = pick((i) => at(counts.events, i) + at(counts.nonEvents, i))
  const logits = pick((i) => Math.log(at(counts.scores, i)) - Math.log1p(-at(counts.scores, i)))
  const observed = events.reduce((sum, count) => sum + count, 0)
  if (observed === 0 || observed === totals.reduce((sum, count) => sum + count, 0)) {
    return { reason: 'one_class' }
  }
  return { rows: { logits, events, totals } }
}

const total = (column: Float64Array): number => column.reduce((sum, count) => sum + count, 0)

/** The same counts without the rows scored exactly 0 or 1. */
export function withoutCertainScores(counts: ScoreCounts): ScoreCounts {
  const kept = [...counts.scores.keys()].filter((i) => {
    const score = at(counts.scores, i)
    return score !== 0 && score !== 1
  })
  if (kept.length === counts.scores.length) return counts
  const pick = (column: Float64Array): Float64Array => Float64Array.from(kept, (i) => at(column, i))
  const events = pick(counts.events)
  const nonEvents = pick(counts.nonEvents)
  return {
    scores: pick(counts.scores),
    events,
    nonEvents,
    eventTotal: total(events),
    nonEventTotal: total(nonEvents),
  }
}
