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
): Promise<readonly (Scope & EventCounts)[]> => {
  const params = spanParams(span)
  const deleted: (Scope & EventCounts)[] = []
  for (const pass of passesOf(engine, scopes)) {
    const predictions = await countWhere(engine, pass, 'predictions', OF_SPAN, params)
    if (predictions.size === 0) continue
    const outcomes = await countWhere(engine, pass, 'outcomes', OF_SPAN, params)
    await engine.write([
      scopedDelete(pass, 'outcomes', OF_SPAN, params),
      scopedDelete(pass, 'predictions', OF_SPAN, params),
    ])
    for (const scope of pass.filter(({ deploymentId }) => predictions.has(deploymentId)))
      deleted.push({
        ...scope,
        predictions: predictions.get(scope.deploymentId) ?? 0,
        outcomes: outcomes.get(scope.deploymentId) ?? 0,
      })
  }
  return deleted
}

/** See TelemetryStore.deleteUnmatched. */
export const deleteUnmatched = async (
  engine: SqlEngine,
  scopes: readonly Scope[],
  before: Date,
): Promise<readonly (Scope & Pick<EventCounts, 'outcomes'>)[]> => {
  const params = { before: before.getTime() }
  const deleted: (Scope & Pick<EventCounts, 'outcomes'>)[] = []
  for (const pass of passesOf(engine, scopes)) {
    const outcomes = await countWhere(engine, pass, 'outcomes', UNMATCHED, params)
    if (outcomes.size === 0) continue
    await engine.write([scopedDelete(pass, 'outcomes', UNMATCHED, params)])
    for (const scope of pass) {
      const count = outcomes.get(scope.deploymentId)
      if (count !== undefined) deleted.push({ ...scope, outcomes: count })
    }
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

/** How many events meet a condition, by deployment; none of those without one. */
const countWhere = async (
  engine: SqlEngine,
  pass: Pass,
  table: EventTable,
  condition: string,
  params: Statement['params'],
): Promise<ReadonlyMap<string, number>> => {
  const text = `select deployment_id, count(*) as n from [${table}] as counted where ${condition} group by deployment_id`
  const rows = await readAll(engine, manyScopedQuery(pass, text, params), SECONDS)
  return new Map(rows.map((row) => [String(row['deployment_id']), Number(row['n'])]))
}
