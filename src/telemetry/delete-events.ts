import { checkScope } from './check-events.js'
import { OF_SPAN, UNMATCHED } from './queries.js'
import { spanParams } from './read-events.js'
import { manyScopedQuery, scopedDelete } from './scoped-sql.js'
import { readAll, type EventTable, type SqlEngine, type Statement } from './sql-engine.js'
import type { EventCounts, Scope, Span } from './telemetry-store.js'

const SECONDS = 600

/** Deployments of one organisation that are deleted from in one pass. */
type Pass = readonly [Scope, ...Scope[]]

/** See TelemetryStore.deleteWindow. Outcomes go first: cut short, the next run finds the rest. */
export const deleteWindow = async (
  engine: SqlEngine,
  scopes: readonly Scope[],
  span: Span,
): Promise<EventCounts> => {
  const params = spanParams(span)
  const counts = { predictions: 0, outcomes: 0 }
  for (const pass of passesOf(engine, scopes)) {
    const predictions = await countWhere(engine, pass, 'predictions', OF_SPAN, params)
    if (predictions === 0) continue
    counts.predictions += predictions
    counts.outcomes += await countWhere(engine, pass, 'outcomes', OF_SPAN, params)
    await engine.write([
      scopedDelete(pass, 'outcomes', OF_SPAN, params),
      scopedDelete(pass, 'predictions', OF_SPAN, params),
    ])
  }
  return counts
}

/** See TelemetryStore.deleteUnmatched. */
export const deleteUnmatched = async (
  engine: SqlEngine,
  scopes: readonly Scope[],
  before: Date,
): Promise<number> => {
  const params = { before: before.getTime() }
  let deleted = 0
  for (const pass of passesOf(engine, scopes)) {
    const count = await countWhere(engine, pass, 'outcomes', UNMATCHED, params)
    if (count === 0) continue
    deleted += count
    await engine.write([scopedDelete(pass, 'outcomes', UNMATCHED, params)])
  }
  return deleted
}

/** What one server holds of one organisation together, so that a pass is about those asked for alone. */
const passesOf = (engine: SqlEngine, scopes: readonly Scope[]): Pass[] => {
  scopes.forEach(checkScope)
  return engine.together(scopes).flatMap((group) => {
    const passes = new Map<string, [Scope, ...Scope[]]>()
    for (const scope of group) {
      const pass = passes.get(scope.organisationId)
      if (pass) pass.push(scope)
      else passes.set(scope.organisationId, [scope])
    }
    return [...passes.values()]
  })
}

const countWhere = async (
  engine: SqlEngine,
  pass: Pass,
  table: EventTable,
  condition: string,
  params: Statement['params'],
): Promise<number> => {
  const text = `select count(*) as n from [${table}] as counted where ${condition}`
  const rows = await readAll(engine, manyScopedQuery(pass, text, params), SECONDS)
  return Number(rows[0]?.['n'])
}
