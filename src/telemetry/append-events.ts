import type { Clock } from '#kernel/time.js'
import { checkEvents, checkScope } from './check-events.js'
import { EventLines } from './event-lines.js'
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

type Item = ScopedRows | EventLines

/** How events are taken in: `checked` throws Invalid, `appendGroup` stores and judges each. */
export interface Append {
  checked: (scope: Scope, batch: EventBatch) => ScopedRows
  appendGroup: (items: readonly Item[]) => Promise<readonly (readonly AppendResult[])[]>
}

/** Appending over an engine, arrivals going on after `last`. Groups must not overlap in time. */
export const makeAppend = (engine: SqlEngine, clock: Clock, last: number): Append => {
  let latest = last
  const nextArrival = (): number => Math.max(latest + 1, clock.now().getTime() * 1000)
  const stamp = (row: EventRow): void => {
    const told = row['arrival']
    if (typeof told === 'number') latest = Math.max(latest, told)
    else {
      latest = nextArrival()
      row['arrival'] = latest
    }
  }

  return {
    checked: (scope, batch) => {
      checkScope(scope)
      checkEvents(batch)
      return { scope, table: batch.kind, rows: eventRows(scope, batch) }
    },
    appendGroup: async (items) => {
      const judged = new Map<Item, readonly AppendResult[]>()
      const lines: EventLines[] = []
      const parts: ScopedRows[] = []
      for (const gathered of gather(items)) {
        const ready = await newLines(engine, gathered)
        if (ready) {
          for (const item of ready) {
            latest = item.stamp(nextArrival())
            judged.set(item, Array<AppendResult>(item.count).fill('accepted'))
            lines.push(item)
          }
          continue
        }
        const { part, results } = await judgeRows(engine, gathered, judged)
        const rows = part.rows.filter((_, place) => results[place] === 'accepted')
        rows.forEach(stamp)
        if (rows.length > 0) parts.push({ ...part, rows })
      }
      await engine.insert(parts, lines)
      return items.map((item) => judged.get(item) ?? [])
    },
  }
}

const keyOf = ({ scope, table }: Item): string =>
  JSON.stringify([table, scope.organisationId, scope.deploymentId])

type Gathered = readonly [Item, ...Item[]]

/** The items of each deployment and table, in the order they came. */
const gather = (items: readonly Item[]): Iterable<Gathered> => {
  const gathered = new Map<string, [Item, ...Item[]]>()
  for (const item of items) {
    const known = gathered.get(keyOf(item))
    if (known) known.push(item)
    else gathered.set(keyOf(item), [item])
  }
  return gathered.values()
}

/** The items, where all are lines of which no event can be stored already or come twice: nearly always. */
const newLines = async (engine: SqlEngine, items: Gathered): Promise<EventLines[] | null> => {
  const lines = items.filter((item) => item instanceof EventLines)
  if (lines.length < items.length) return null
  for (const one of lines) if (!(await engine.claim?.(one))) return null
  return lines
}

/** Judges items event by event, noting what came of each; gives their rows in one part. */
const judgeRows = async (
  engine: SqlEngine,
  items: Gathered,
  judged: Map<Item, readonly AppendResult[]>,
): Promise<{ part: ScopedRows; results: readonly AppendResult[] }> => {
  const { scope, table } = items[0]
  const rowsOf = items.map((item) => (item instanceof EventLines ? item.rows() : item.rows))
  const part = { scope, table, rows: rowsOf.flat() }
  const results = judge(part, await storedRows(engine, part))
  let from = 0
  for (const [place, item] of items.entries()) {
    const to = from + (rowsOf[place]?.length ?? 0)
    judged.set(item, results.slice(from, to))
    from = to
  }
  return { part, results }
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
