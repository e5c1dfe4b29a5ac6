import { londonDate } from '#kernel/time.js'
import { checkScope } from './check-events.js'
import { toJoinedRow } from './event-content.js'
import { HOURS_TOUCHED, JOINED_ROWS, LAST_ARRIVALS } from './queries.js'
import { spanParams } from './read-events.js'
import { manyScopedQuery } from './scoped-sql.js'
import { readAll, type SqlEngine, type SqlRow } from './sql-engine.js'
import type { Arrival, ReadOptions, Scope, ScopedJoinedRows, Span } from './telemetry-store.js'

const SECONDS = 60
const SECONDS_FOR_MANY = 600
const MS_IN_AN_HOUR = 3_600_000

const keyOf = ({ organisationId, deploymentId }: Scope): string =>
  JSON.stringify([organisationId, deploymentId])

const scopeOf = (row: SqlRow): Scope => ({
  organisationId: String(row['organisation_id']),
  deploymentId: String(row['deployment_id']),
})

/** See TelemetryStore.joinedRowsOf. */
export async function* joinedRowsOf(
  engine: SqlEngine,
  scopes: readonly Scope[],
  span: Span,
  options: ReadOptions = {},
): AsyncIterable<ScopedJoinedRows> {
  scopes.forEach(checkScope)
  const asked = new Map(scopes.map((scope) => [keyOf(scope), scope]))
  const params = spanParams(span)
  const seconds = options.timeoutSeconds ?? (scopes.length > 1 ? SECONDS_FOR_MANY : SECONDS)
  for (const group of engine.together(scopes)) {
    for await (const rows of engine.read(manyScopedQuery(group, JOINED_ROWS, params), seconds)) {
      for (const run of runsOf(rows)) {
        const scope = asked.get(keyOf(scopeOf(run[0])))
        if (scope) yield { scope, rows: run.map(toJoinedRow) }
      }
    }
  }
}

/** Rows that follow each other and are of one deployment. */
function runsOf(rows: readonly SqlRow[]): [SqlRow, ...SqlRow[]][] {
  const runs: [SqlRow, ...SqlRow[]][] = []
  for (const row of rows) {
    const last = runs.at(-1)
    const same =
      last?.[0]['deployment_id'] === row['deployment_id'] &&
      last?.[0]['organisation_id'] === row['organisation_id']
    if (last && same) last.push(row)
    else runs.push([row])
  }
  return runs
}

/** A deployment with the arrival from which on changes are asked for. */
export interface Since {
  scope: Scope
  since: Arrival
}

/** What changed of a deployment; see TelemetryStore.datesTouched. */
export interface Touched {
  scope: Scope
  dates: string[]
  until: Arrival
}

/** See TelemetryStore.datesTouchedOf. */
export const datesTouchedOf = async (
  engine: SqlEngine,
  asked: readonly Since[],
): Promise<Touched[]> => {
  const byKey = new Map(asked.map((one) => [keyOf(one.scope), one]))
  asked.forEach(({ scope }) => checkScope(scope))
  const found = new Map<string, Touched>()
  for (const group of engine.together(asked.map(({ scope }) => scope))) {
    const last = await readAll(engine, manyScopedQuery(group, LAST_ARRIVALS), SECONDS_FOR_MANY)
    const newer = last.flatMap((row) => {
      const one = byKey.get(keyOf(scopeOf(row)))
      const until = Number(row['last_arrival'])
      return one && until > one.since ? [{ ...one, until }] : []
    })
    for (const { scope, until } of newer) found.set(keyOf(scope), { scope, dates: [], until })
    await addDates(engine, newer, found)
  }
  return asked.map(
    ({ scope, since }) => found.get(keyOf(scope)) ?? { scope, dates: [], until: since },
  )
}

/** Adds the dates of those that changed: one question from the earliest arrival any of them asks from. */
const addDates = async (
  engine: SqlEngine,
  newer: readonly Since[],
  found: ReadonlyMap<string, Touched>,
): Promise<void> => {
  const [first, ...rest] = newer.map(({ scope }) => scope)
  if (!first) return
  const sinceOf = new Map(newer.map(({ scope, since }) => [keyOf(scope), since]))
  const since = newer.reduce((least, one) => Math.min(least, one.since), Infinity)
  const statement = manyScopedQuery([first, ...rest], HOURS_TOUCHED, { since })
  for await (const rows of engine.read(statement, SECONDS_FOR_MANY)) {
    for (const row of rows) {
      const key = keyOf(scopeOf(row))
      if (Number(row['arrival']) <= (sinceOf.get(key) ?? Infinity)) continue
      const date = londonDate(new Date(Number(row['hour']) * MS_IN_AN_HOUR))
      const dates = found.get(key)?.dates
      if (dates && dates.at(-1) !== date) dates.push(date)
    }
  }
}
