import { checkScope } from './check-events.js'
import { OF_SPAN, UNMATCHED } from './queries.js'
import { spanParams } from './read-events.js'
import { scopedDelete, scopedQuery } from './scoped-sql.js'
import { readAll, type EventTable, type SqlEngine, type Statement } from './sql-engine.js'
import type { EventCounts, Scope, Span } from './telemetry-store.js'

const SECONDS = 600

/** See TelemetryStore.deleteWindow. Outcomes go first: cut short, the next run finds the rest. */
export const deleteWindow = async (
  engine: SqlEngine,
  scope: Scope,
  span: Span,
): Promise<EventCounts> => {
  checkScope(scope)
  const params = spanParams(span)
  const counts = {
    predictions: await countWhere(engine, scope, 'predictions', OF_SPAN, params),
    outcomes: await countWhere(engine, scope, 'outcomes', OF_SPAN, params),
  }
  if (counts.predictions === 0) return counts
  await engine.write([
    scopedDelete(scope, 'outcomes', OF_SPAN, params),
    scopedDelete(scope, 'predictions', OF_SPAN, params),
  ])
  return counts
}

/** See TelemetryStore.deleteUnmatched. */
export const deleteUnmatched = async (
  engine: SqlEngine,
  scope: Scope,
  before: Date,
): Promise<number> => {
  checkScope(scope)
  const params = { before: before.getTime() }
  const count = await countWhere(engine, scope, 'outcomes', UNMATCHED, params)
  if (count === 0) return count
  await engine.write([scopedDelete(scope, 'outcomes', UNMATCHED, params)])
  return count
}

const countWhere = async (
  engine: SqlEngine,
  scope: Scope,
  table: EventTable,
  condition: string,
  params: Statement['params'],
): Promise<number> => {
  const text = `select count(*) as n from [${table}] as counted where ${condition}`
  const rows = await readAll(engine, scopedQuery(scope, text, params), SECONDS)
  return Number(rows[0]?.['n'])
}
