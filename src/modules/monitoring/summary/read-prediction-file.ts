import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'csv-parse'
import type { PredictionColumns } from './prediction-columns.js'
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

async function readTable(
  path: string,
  reader: PredictionReader,
  batches: AsyncIterable<{ columns: readonly string[]; rows: readonly (readonly string[])[] }>,
): Promise<void> {
  let begun = false
  for await (const { columns, rows } of batches) {
    if (!begun) reader.begin(basename(path), columns, 1)
    begun = true
    for (const cells of rows) reader.take(cells)
  }
  reader.end()
}

async function* sheetOf(
  path: string,
): AsyncGenerator<{ columns: readonly string[]; rows: readonly (readonly string[])[] }> {
  const [header = [], ...rows] = await readWorkbook(path)
  const filled = rows.filter((cells) => cells.some((cell) => cell !== ''))
  yield { columns: header.map((name) => name.trim()), rows: filled }
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
  if (/\.parquet$/i.test(path)) {
    const { readParquet } = await import('#telemetry/read-parquet.js')
    return readTable(path, reader, readParquet(path))
  }
  if (/\.xlsx$/i.test(path)) return readTable(path, reader, sheetOf(path))
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
    throw new SummaryRefused(
      'unreadable_file',
      `The file ${path} cannot be opened (${error.code}).`,
    )
  } finally {
    source.bytes.destroy()
  }
}
