import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse } from 'csv-parse'
import { cannotOpen } from '../as-written/cannot-open.js'
import { sheetFrom, titlesNote, type FoundHeader } from '../as-written/find-header.js'
import { type PredictionColumns, wantedColumns } from './prediction-columns.js'
import type { PredictionReader } from './prediction-reader.js'
import { formatOf, readRecords } from './read-records.js'
import { readWorkbook } from './read-workbook.js'
import { SummaryRefused } from './summary-refused.js'

export interface FileOptions {
  readonly format?: 'csv' | 'ndjson'
  readonly delimiter?: string
  readonly onBytes?: (bytes: number) => void
}

/** Whether the operating system refused. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error

/** Rows under their columns, and for a sheet where its header was found. */
interface Batch {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly found?: Omit<FoundHeader, 'delimiter'>
}

async function readTable(
  path: string,
  reader: PredictionReader,
  batches: AsyncIterable<Batch>,
): Promise<void> {
  let begun = false
  for await (const { columns, rows, found } of batches) {
    if (!begun) {
      reader.begin(basename(path), columns, (found?.above ?? 0) + 1)
      if (found) reader.tell(titlesNote(basename(path), found))
    }
    begun = true
    for (const cells of rows) reader.take(cells)
  }
  reader.end()
}

async function* sheetOf(path: string, wanted: readonly string[]): AsyncGenerator<Batch> {
  const { header, ...sheet } = sheetFrom(await readWorkbook(path), wanted)
  yield { columns: header, ...sheet }
}

/** What reads a format would say in its own words that there is nothing. @throws SummaryRefused */
async function requireContent(path: string): Promise<void> {
  const status = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new SummaryRefused('unreadable_file', cannotOpen(path, error.code))
  })
  if (status.isDirectory()) throw new SummaryRefused('unreadable_file', cannotOpen(path, 'EISDIR'))
  if (status.isFile() && status.size === 0)
    throw new SummaryRefused('empty_file', `The file ${basename(path)} is empty.`)
}

/**
 * Reads a CSV, NDJSON, Parquet or XLSX file from disk into a reader; all but XLSX by streaming.
 * @throws SummaryRefused when the file cannot be opened or read; the message says what to do.
 */
export async function readPredictionFile(
  path: string,
  reader: PredictionReader,
  columns: PredictionColumns,
  { format = formatOf(path), delimiter, onBytes }: FileOptions = {},
): Promise<void> {
  await requireContent(path)
  if (/\.parquet$/i.test(path)) {
    const { readParquet } = await import('#telemetry/read-parquet.js')
    return readTable(path, reader, readParquet(path))
  }
  if (/\.xlsx$/i.test(path)) return readTable(path, reader, sheetOf(path, wantedColumns(columns)))
  const source = {
    name: basename(path),
    bytes: createReadStream(path, { highWaterMark: 1 << 18 }),
    format,
    createParser: parse,
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(onBytes ? { onBytes } : {}),
  }
  try {
    await readRecords(source, reader, columns)
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new SummaryRefused('unreadable_file', cannotOpen(path, error.code))
  } finally {
    source.bytes.destroy()
  }
}
