import { checkScope, checkSpan } from './check-events.js'
import { COUNTS, tallyText } from './queries.js'
import { scopedQuery } from './scoped-sql.js'
import { readAll, type SqlEngine, type SqlRow } from './sql-engine.js'
import type {
  Confusion,
  EventCounts,
  ReadOptions,
  Scope,
  Span,
  TallyRow,
} from './telemetry-store.js'

const SECONDS = 60

/** See TelemetryStore.tally. */
export const tally = async (
  engine: SqlEngine,
  scope: Scope,
  span: Span,
  thresholds: readonly number[],
  options: ReadOptions = {},
): Promise<readonly TallyRow[]> => {
  checkScope(scope)
  const places = thresholds.map((value, place) => [`threshold_${place}`, value] as const)
  const params = { ...spanParams(span), ...Object.fromEntries(places) }
  const statement = scopedQuery(scope, tallyText(thresholds.length), params)
  const rows = await readAll(engine, statement, options.timeoutSeconds ?? SECONDS)
  return rows.map((row) => toTallyRow(row, thresholds))
}

/** See TelemetryStore.counts. */
export const countEvents = async (engine: SqlEngine, scope: Scope): Promise<EventCounts> => {
  checkScope(scope)
  const [row] = await readAll(engine, scopedQuery(scope, COUNTS), SECONDS)
  return { predictions: Number(row?.['predictions']), outcomes: Number(row?.['outcomes']) }
}

/** The bounds of a span as the queries name them. Throws Invalid for a span without length. */
export const spanParams = (span: Span): { from: number; to: number } => {
  checkSpan(span)
  return { from: span.from.getTime(), to: span.to.getTime() }
}

const toTallyRow = (row: SqlRow, thresholds: readonly number[]): TallyRow => ({
  version: row['version'] === null ? null : String(row['version']),
  site: row['site'] === null ? null : String(row['site']),
  n: Number(row['n']),
  events: Number(row['events']),
  nonEvents: Number(row['non_events']),
  pending: Number(row['pending']),
  atThresholds: thresholds.map((threshold, place) => ({
    threshold,
    ...toConfusion(row, String(place)),
  })),
  byDecision: toConfusion(row, 'decision'),
})

const toConfusion = (row: SqlRow, suffix: string): Confusion => ({
  tp: Number(row[`tp_${suffix}`]),
  fp: Number(row[`fp_${suffix}`]),
  tn: Number(row[`tn_${suffix}`]),
  fn: Number(row[`fn_${suffix}`]),
})
