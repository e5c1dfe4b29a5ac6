import { Unavailable } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { checkScope } from './check-events.js'
import { toJoinedRow } from './event-content.js'
import { HOURS_TOUCHED, JOINED_ROWS, LAST_ARRIVALS } from './queries.js'
import { spanParams } from './read-events.js'
import { manyScopedQuery } from './scoped-sql.js'
import { readAll, type SqlEngine, type SqlRow } from './sql-engine.js'
import type {
  ReadOptions,
  Scope,
  ScopedJoinedRows,
  Since,
  Span,
  Touched,
} from './telemetry-store.js'

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

/** See TelemetryStore.datesTouchedOf. */
export const datesTouchedOf = async (
  engine: SqlEngine,
  asked: readonly Since[],
): Promise<Touched[]> => {
  const byKey = new Map(asked.map((one) => [keyOf(one.scope), one]))
  asked.forEach(({ scope }) => checkScope(scope))
  const found = new Map<string, Touched>()
  for (const group of engine.together(asked.map(({ scope }) => scope))) {
    try {
      for (const one of await touchedTogether(engine, group, byKey))
        found.set(keyOf(one.scope), one)
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      for (const scope of group) {
        const until = byKey.get(keyOf(scope))?.since ?? 0
        found.set(keyOf(scope), { scope, dates: [], until, waitsFor: error })
      }
    }
  }
  return asked.map(
    ({ scope, since }) => found.get(keyOf(scope)) ?? { scope, dates: [], until: since },
  )
}

/** Those that changed among deployments that one server holds. */
const touchedTogether = async (
  engine: SqlEngine,
  group: readonly [Scope, ...Scope[]],
  asked: ReadonlyMap<string, Since>,
): Promise<Touched[]> => {
  const last = await readAll(engine, manyScopedQuery(group, LAST_ARRIVALS), SECONDS_FOR_MANY)
  const newer = last.flatMap((row) => {
    const one = asked.get(keyOf(scopeOf(row)))
    const until = Number(row['last_arrival'])
    return one && until > one.since ? [{ ...one, until }] : []
  })
  const touched = newer.map(({ scope, until }) => ({ scope, dates: [], until }))
  await addDates(engine, newer, touched)
  return touched
}

/** Adds the dates of those that changed: one question from the earliest arrival any of them asks from. */
const addDates = async (
  engine: SqlEngine,
  newer: readonly Since[],
  touched: readonly Touched[],
): Promise<void> => {
  const [first, ...rest] = newer.map(({ scope }) => scope)
  if (!first) return
  const datesOf = new Map(touched.map(({ scope, dates }) => [keyOf(scope), dates]))
  const sinceOf = new Map(newer.map(({ scope, since }) => [keyOf(scope), since]))
  const since = newer.reduce((least, one) => Math.min(least, one.since), Infinity)
  const statement = manyScopedQuery([first, ...rest], HOURS_TOUCHED, { since })
  for await (const rows of engine.read(statement, SECONDS_FOR_MANY)) {
    for (const row of rows) {
      const key = keyOf(scopeOf(row))
      if (Number(row['arrival']) <= (sinceOf.get(key) ?? Infinity)) continue
      const date = londonDate(new Date(Number(row['hour']) * MS_IN_AN_HOUR))
      const dates = datesOf.get(key)
      if (dates && dates.at(-1) !== date) dates.push(date)
    }
  }
}
