import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { Invalid } from '#kernel/errors.js'
import type { ScopedRows } from './append-events.js'
import { isText } from './check-events.js'
import type { EventRow } from './event-content.js'
import { fileOf, MANIFEST } from './export-events.js'
import type { EventTable } from './sql-engine.js'
import type { AppendResult, ImportCounts } from './telemetry-store.js'

const LINES_AT_ONCE = 10_000

const manifestShape = z.object({
  format: z.literal('wardround-telemetry'),
  schemaVersion: z.number().int(),
  predictions: z.number().int(),
  outcomes: z.number().int(),
})

const text = z.string().refine(isText)

const shared = {
  organisation_id: text,
  deployment_id: text,
  event_id: text,
  prediction_id: text,
  arrival: z.number().int(),
}

const rowShapes = {
  predictions: z.strictObject({
    ...shared,
    occurred_ms: z.number().int(),
    score: z.number(),
    decision: z.number().int().nullable(),
    version: text.nullable(),
    site: text.nullable(),
    group_values: z.string().regex(/^\{[^\p{Cc}\p{Cs}]*\}$/u),
  }),
  outcomes: z.strictObject({ ...shared, known_ms: z.number().int(), outcome: z.number().int() }),
}

/** See TelemetryStore.importAll. Throws Invalid when the directory holds no export we can read. */
export const importEvents = async (
  directory: string,
  schemaVersion: number,
  append: (rows: ScopedRows) => Promise<readonly AppendResult[]>,
): Promise<ImportCounts> => {
  const manifest = await readManifest(directory)
  if (manifest.schemaVersion > schemaVersion) {
    throw new Invalid('This export was made by a newer Wardround. Restore it with that version.')
  }
  const counts = { accepted: 0, duplicates: 0, conflicts: 0 }
  for (const table of ['predictions', 'outcomes'] as const) {
    const read = await importTable(directory, table, append, counts)
    if (read !== manifest[table]) {
      throw new Invalid(
        `${fileOf(table)} has ${read} events and should have ${manifest[table]}: it is not whole.`,
      )
    }
  }
  return counts
}

const readManifest = async (directory: string): Promise<z.infer<typeof manifestShape>> => {
  try {
    return manifestShape.parse(JSON.parse(await readFile(join(directory, MANIFEST), 'utf8')))
  } catch {
    throw new Invalid(`${directory} holds no export of the telemetry store.`)
  }
}

const importTable = async (
  directory: string,
  table: EventTable,
  append: (rows: ScopedRows) => Promise<readonly AppendResult[]>,
  counts: ImportCounts,
): Promise<number> => {
  const input = createReadStream(join(directory, fileOf(table)))
  let read = 0
  let rows: EventRow[] = []
  const store = async (): Promise<void> => {
    const results = await Promise.all(byScope(table, rows).map(append))
    for (const result of results.flat()) counts[COUNTED[result]] += 1
    rows = []
  }
  for await (const line of createInterface({ input })) {
    read += 1
    rows.push(parsed(table, line, read))
    if (rows.length >= LINES_AT_ONCE) await store()
  }
  await store()
  return read
}

const COUNTED = {
  accepted: 'accepted',
  duplicate: 'duplicates',
  conflict: 'conflicts',
} as const satisfies Record<AppendResult, keyof ImportCounts>

const parsed = (table: EventTable, line: string, number: number): EventRow => {
  try {
    return rowShapes[table].parse(JSON.parse(line))
  } catch {
    throw new Invalid(`Line ${number} of ${fileOf(table)} is not an event.`)
  }
}

const byScope = (table: EventTable, rows: readonly EventRow[]): ScopedRows[] => {
  const groups = new Map<string, ScopedRows>()
  for (const row of rows) {
    const scope = {
      organisationId: String(row['organisation_id']),
      deploymentId: String(row['deployment_id']),
    }
    const key = JSON.stringify(scope)
    const group = groups.get(key) ?? { scope, table, rows: [] }
    group.rows.push(row)
    groups.set(key, group)
  }
  return [...groups.values()]
}
