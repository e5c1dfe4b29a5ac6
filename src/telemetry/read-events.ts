import { londonDate } from '#kernel/time.js'
import { checkScope, checkSpan } from './check-events.js'
import { toJoinedRow } from './event-content.js'
import { COUNTS, HOURS_TOUCHED, JOINED_ROWS, LAST_ARRIVAL, tallyText } from './queries.js'
import { scopedQuery } from './scoped-sql.js'
import { readAll, type SqlEngine, type SqlRow } from './sql-engine.js'
import type {
  Arrival,
  Confusion,
  EventCounts,
  JoinedRow,
  ReadOptions,
  Scope,
  Span,
  TallyRow,
} from './telemetry-store.js'

const SECONDS = 60
const MS_IN_AN_HOUR = 3_600_000

/** See TelemetryStore.joinedRows. */
export async function* joinedRows(
  engine: SqlEngine,
  scope: Scope,
  span: Span,
  options: ReadOptions = {},
): AsyncIterable<readonly JoinedRow[]> {
  checkScope(scope)
  const statement = scopedQuery(scope, JOINED_ROWS, spanParams(span))
  for await (const rows of engine.read(statement, options.timeoutSeconds ?? SECONDS)) {
    yield rows.map(toJoinedRow)
  }
}

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

/** See TelemetryStore.datesTouched. */
export const datesTouched = async (
  engine: SqlEngine,
  scope: Scope,
  since: Arrival,
): Promise<{ dates: string[]; until: Arrival }> => {
  checkScope(scope)
  const last = await readAll(engine, scopedQuery(scope, LAST_ARRIVAL), SECONDS)
  const until = Math.max(since, Number(last[0]?.['arrival'] ?? 0))
  const hours = await readAll(engine, scopedQuery(scope, HOURS_TOUCHED, { since }), SECONDS)
  const dates = hours.map((row) => londonDate(new Date(Number(row['hour']) * MS_IN_AN_HOUR)))
  return { dates: [...new Set(dates)], until }
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
