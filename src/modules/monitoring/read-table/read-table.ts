import { open, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Invalid } from '#kernel/errors.js'
import { readParquet } from '#telemetry/read-parquet.js'
import { cannotOpen } from '../as-written/cannot-open.js'
import type { Wanted } from '../as-written/find-header.js'
import { decodeText } from './decode-text.js'
import { parseCsv } from './parse-csv.js'
import { parseNdjson } from './parse-ndjson.js'
import { readXlsx } from './read-xlsx.js'
import { MOST_ROWS, type Table } from './table.js'

const MOST_BYTES = 100 * 1024 * 1024

type Kind = 'xlsx' | 'parquet' | 'xls' | 'text'

const FIRST_BYTES: readonly (readonly [Kind, readonly number[]])[] = [
  ['xlsx', [0x50, 0x4b, 0x03, 0x04]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
]

const kindOf = (first: Uint8Array): Kind =>
  FIRST_BYTES.find(([, marks]) => marks.every((byte, i) => first[i] === byte))?.[0] ?? 'text'

const look = async (path: string): Promise<{ size: number; kind: Kind }> => {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Invalid(cannotOpen(path, error.code))
  })
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw new Invalid(`${path} is not a file.`)
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return { size: stat.size, kind: kindOf(buffer) }
  } finally {
    await file.close()
  }
}

const fromText = (name: string, bytes: Uint8Array, wanted: Wanted): Table => {
  const text = decodeText(bytes)
  if (text === null) {
    throw new Invalid(`${name} is not a table. Give a CSV, NDJSON, XLSX or Parquet file.`)
  }
  return text.trimStart().startsWith('{') ? parseNdjson(name, text) : parseCsv(name, text, wanted)
}

const fromParquet = async (name: string, path: string): Promise<Table> => {
  const rows: Table['rows'][number][] = []
  let columns: readonly string[] = []
  for await (const part of readParquet(path)) {
    columns = part.columns
    for (const cells of part.rows) rows.push({ row: rows.length + 1, cells })
    if (rows.length > MOST_ROWS) break
  }
  return { name, columns, rows, broken: [], notes: [] }
}

const read = async (path: string, wanted: Wanted): Promise<Table> => {
  const name = basename(path)
  const { size, kind } = await look(path)
  if (size === 0) throw new Invalid(`${name} is empty.`)
  if (kind === 'parquet') return fromParquet(name, path)
  if (size > MOST_BYTES) throw new Invalid(`${name} is larger than 100 MB. Give a smaller file.`)
  if (kind === 'xls') {
    throw new Invalid(`${name} is an old Excel file (.xls). Save it as XLSX or CSV.`)
  }
  const bytes = await readFile(path)
  return kind === 'xlsx' ? readXlsx(name, bytes, wanted) : fromText(name, bytes, wanted)
}

/**
 * Reads a table from a CSV, NDJSON, XLSX or Parquet file, told apart by content; the header of
 * a sheet or CSV is found below titles by the columns that are wanted. In Parquet, row numbers count
 * from 1.
 * @throws Invalid, in a sentence that says what to do, for a file that is not there, not a table, too
 * large, or without rows.
 */
export const readTable = async (path: string, wanted: Wanted = []): Promise<Table> => {
  const table = await read(path, wanted)
  if (table.rows.length > MOST_ROWS) {
    throw new Invalid(`${table.name} has more than 200,000 rows. Give a smaller file.`)
  }
  if (table.rows.length + table.broken.length === 0) {
    throw new Invalid(`${table.name} has a header and no rows.`)
  }
  return table
}
