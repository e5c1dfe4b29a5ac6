import { createWriteStream } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Conflict } from '#kernel/errors.js'
import { lastArrival, scopedQuery, wholeTable } from './scoped-sql.js'
import { readAll, type EventTable, type SqlEngine, type Statement } from './sql-engine.js'
import type { EventCounts, Scope } from './telemetry-store.js'

const SECONDS = 600

/** The file that says what an export holds. */
export const MANIFEST = 'telemetry.json'

/** The file of a table. */
export const fileOf = (table: EventTable): string => `${table}.ndjson`

/**
 * See TelemetryStore.exportAll. Events that arrive after it began are left out of both files.
 * Numbers are written as JavaScript writes them, so doubles come back exactly. Throws Conflict when
 * the directory has files in it.
 */
export const exportEvents = async (
  engine: SqlEngine,
  directory: string,
  of: Scope | 'all',
  schemaVersion: number,
): Promise<EventCounts> => {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  if ((await readdir(directory)).length > 0) {
    throw new Conflict(`${directory} is not empty. Give a new directory for the export.`)
  }
  const until = Number((await readAll(engine, lastArrival(), SECONDS))[0]?.['arrival'] ?? 0)
  const counts = {
    predictions: await exportTable(engine, directory, 'predictions', of, until),
    outcomes: await exportTable(engine, directory, 'outcomes', of, until),
  }
  const manifest = { format: 'wardround-telemetry', schemaVersion, ...counts }
  await writeFile(join(directory, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, {
    mode: 0o600,
  })
  return counts
}

const exportTable = async (
  engine: SqlEngine,
  directory: string,
  table: EventTable,
  of: Scope | 'all',
  until: number,
): Promise<number> => {
  let count = 0
  async function* lines(): AsyncIterable<string> {
    for await (const rows of engine.read(selection(table, of, until), SECONDS)) {
      count += rows.length
      yield rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    }
  }
  const file = createWriteStream(join(directory, fileOf(table)), { mode: 0o600, flush: true })
  await pipeline(Readable.from(lines()), file)
  return count
}

const selection = (table: EventTable, of: Scope | 'all', until: number): Statement =>
  of === 'all'
    ? wholeTable(table, until)
    : scopedQuery(of, `select * from [${table}] as exported where arrival <= {until:Int64}`, {
        until,
      })
