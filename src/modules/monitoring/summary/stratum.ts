import type { Confusion } from '#statistics/confusion.js'
import { ScoreTally } from './score-tally.js'
import type { CellExclusion } from './summary-format.js'
import type { MeasureKind, SummaryRow } from './summary-row.js'

/** What is held of the rows of one cell until it is finished: scores as counts, values one by one. It never leaves this process. */
export interface Stratum {
  rows: number
  used: number
  readonly excluded: Partial<Record<CellExclusion, number>>
  readonly scores: ScoreTally
  /** Of rows whose outcome is still to come; each is counted as a non-event. */
  readonly awaitedScores: ScoreTally
  readonly decided: { -readonly [Count in keyof Confusion]: number }
  readonly values: number[]
  /** Predicted minus observed. */
  readonly errors: number[]
  readonly categories: Map<string, number>
}

export function newStratum(): Stratum {
  return {
    rows: 0,
    used: 0,
    excluded: {},
    scores: new ScoreTally(),
    awaitedScores: new ScoreTally(),
    decided: { tp: 0, fp: 0, tn: 0, fn: 0 },
    values: [],
    errors: [],
    categories: new Map(),
  }
}

/** Why a row is not used, or null; each row has one reason. */
export function exclusionOf(row: SummaryRow, measure: MeasureKind): CellExclusion | null {
  const hasValue = row.value !== null && row.value !== undefined
  const hasCategory = row.category !== null && row.category !== undefined
  switch (measure) {
    case 'numeric':
      return hasValue ? null : 'missing_value'
    case 'categorical':
      return hasCategory ? null : 'missing_value'
    case 'assistive':
      return hasValue || hasCategory ? null : 'missing_value'
    case 'forecast':
      return forecastExclusion(row)
    case 'prediction':
      if (row.score === null || row.score === undefined) return 'missing_score'
      if (row.pending === true) return 'outcome_not_known'
      return row.outcome === null || row.outcome === undefined ? 'missing_outcome' : null
    default:
      return 'missing_value'
  }
}

function forecastExclusion({ predicted, observed, pending }: SummaryRow): CellExclusion | null {
  if (predicted === null || predicted === undefined) return 'missing_value'
  if (pending === true) return 'outcome_not_known'
  return observed === null || observed === undefined ? 'missing_outcome' : null
}

function addForecast(stratum: Stratum, { predicted, observed }: SummaryRow): void {
  if (typeof predicted === 'number' && typeof observed === 'number')
    stratum.errors.push(predicted - observed)
}

function addPrediction(stratum: Stratum, { score, outcome, decision }: SummaryRow): void {
  if (typeof score !== 'number') return
  stratum.scores.add(score, outcome === 1)
  if (decision === 1) stratum.decided[outcome === 1 ? 'tp' : 'fp'] += 1
  if (decision === 0) stratum.decided[outcome === 1 ? 'fn' : 'tn'] += 1
}

/** Takes one row into a stratum. */
export function addToStratum(
  stratum: Stratum,
  row: SummaryRow,
  measure: MeasureKind,
  exclusion: CellExclusion | null,
): void {
  stratum.rows += 1
  if (exclusion !== null) {
    stratum.excluded[exclusion] = (stratum.excluded[exclusion] ?? 0) + 1
    if (
      exclusion === 'outcome_not_known' &&
      measure === 'prediction' &&
      typeof row.score === 'number'
    )
      stratum.awaitedScores.add(row.score, false)
    return
  }
  stratum.used += 1
  if (measure === 'prediction') return addPrediction(stratum, row)
  if (measure === 'forecast') return addForecast(stratum, row)
  const { value, category } = row
  if (measure !== 'categorical' && typeof value === 'number') stratum.values.push(value)
  if (measure !== 'numeric' && typeof category === 'string') {
    stratum.categories.set(category, (stratum.categories.get(category) ?? 0) + 1)
  }
}
