import type { Clock } from '#kernel/time.js'
import { checkEvents, checkScope } from './check-events.js'
import { eventRows, sameContent, type EventRow } from './event-content.js'
import { STORED_OUTCOMES, STORED_PREDICTIONS } from './queries.js'
import { scopedQuery } from './scoped-sql.js'
import { readAll, type EventTable, type SqlEngine, type SqlRow } from './sql-engine.js'
import type { AppendResult, EventBatch, Scope } from './telemetry-store.js'

const SECONDS = 60

/** Checked events of one scope and kind; those of a backup bring their arrival. */
export interface ScopedRows {
  scope: Scope
  table: EventTable
  rows: EventRow[]
}

/** How events are taken in: `checked` throws Invalid, `appendGroup` stores and judges each. */
export interface Append {
  checked: (scope: Scope, batch: EventBatch) => ScopedRows
  appendGroup: (items: readonly ScopedRows[]) => Promise<readonly (readonly AppendResult[])[]>
}

/** Appending over an engine, arrivals going on after `last`. Groups must not overlap in time. */
export const makeAppend = (engine: SqlEngine, clock: Clock, last: number): Append => {
  let latest = last
  const nextArrival = (): number => {
    latest = Math.max(latest + 1, clock.now().getTime() * 1000)
    return latest
  }
  const stamp = (row: EventRow): void => {
    const told = row['arrival']
    if (typeof told === 'number') latest = Math.max(latest, told)
    else row['arrival'] = nextArrival()
  }

  return {
    checked: (scope, batch) => {
      checkScope(scope)
      checkEvents(batch)
      return { scope, table: batch.kind, rows: eventRows(scope, batch) }
    },
    appendGroup: async (items) => {
      const gathered = gather(items)
      const judged = new Map<ScopedRows, readonly AppendResult[]>()
      const parts = []
      for (const part of gathered.values()) {
        const results = judge(part, await storedRows(engine, part))
        judged.set(part, results)
        const rows = part.rows.filter((_, place) => results[place] === 'accepted')
        rows.forEach(stamp)
        parts.push({ ...part, rows })
      }
      await engine.insert(parts.filter(({ rows }) => rows.length > 0))
      return handedBack(items, gathered, judged)
    },
  }
}

const keyOf = ({ scope, table }: ScopedRows): string =>
  JSON.stringify([table, scope.organisationId, scope.deploymentId])

const gather = (items: readonly ScopedRows[]): Map<string, ScopedRows> => {
  const gathered = new Map<string, ScopedRows>()
  for (const item of items) {
    const part = gathered.get(keyOf(item)) ?? { ...item, rows: [] }
    for (const row of item.rows) part.rows.push(row)
    gathered.set(keyOf(item), part)
  }
  return gathered
}

const storedRows = async (engine: SqlEngine, part: ScopedRows): Promise<Map<string, SqlRow>> => {
  const ids = part.rows.map((row) => String(row['event_id']))
  const maybe = await engine.maybeStored(part.table, part.scope, ids)
  const stored = new Map<string, SqlRow>()
  if (maybe.length === 0) return stored
  const text = part.table === 'predictions' ? STORED_PREDICTIONS : STORED_OUTCOMES
  for (const ids of inParts(maybe)) {
    for (const row of await readAll(engine, scopedQuery(part.scope, text, { ids }), SECONDS)) {
      stored.set(String(row['event_id']), row)
    }
  }
  return stored
}

/** ClickHouse refuses a parameter over 128 KiB; quotes and commas need room too. */
const LONGEST_LIST = 60_000

const inParts = (ids: readonly string[]): string[][] => {
  const parts: string[][] = []
  let room = 0
  for (const id of ids) {
    const size = Buffer.byteLength(id) * 2 + 3
    if (size > room) {
      parts.push([])
      room = LONGEST_LIST
    }
    parts.at(-1)?.push(id)
    room -= size
  }
  return parts
}

/** New, or told before (in the store or earlier in the same group), or in conflict with that. */
const judge = (part: ScopedRows, stored: Map<string, SqlRow>): AppendResult[] =>
  part.rows.map((row) => {
    const id = String(row['event_id'])
    const told = stored.get(id)
    if (told) return sameContent(part.table, told, row) ? 'duplicate' : 'conflict'
    stored.set(id, row)
    return 'accepted'
  })

const handedBack = (
  items: readonly ScopedRows[],
  gathered: Map<string, ScopedRows>,
  judged: Map<ScopedRows, readonly AppendResult[]>,
): (readonly AppendResult[])[] => {
  const taken = new Map<string, number>()
  return items.map((item) => {
    const key = keyOf(item)
    const part = gathered.get(key)
    const from = taken.get(key) ?? 0
    taken.set(key, from + item.rows.length)
    return (part && judged.get(part)?.slice(from, from + item.rows.length)) ?? []
  })
}
