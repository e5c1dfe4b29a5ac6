import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'csv-parse'
import type { PredictionColumns } from './prediction-columns.js'
import type { PredictionReader } from './prediction-reader.js'
import { formatOf, readRecords } from './read-records.js'
import { SummaryRefused } from './summary-refused.js'

export interface FileOptions {
  readonly format?: 'csv' | 'ndjson'
  readonly delimiter?: string
  readonly onBytes?: (bytes: number) => void
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error

/**
 * Reads a CSV or NDJSON file from disk into a reader, by streaming.
 * @throws SummaryRefused when the file cannot be opened or read; the message says what to do.
 */
export async function readPredictionFile(
  path: string,
  reader: PredictionReader,
  columns: PredictionColumns,
  { format = formatOf(path), delimiter, onBytes }: FileOptions = {},
): Promise<void> {
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
