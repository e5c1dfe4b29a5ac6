import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { cannotOpen } from '../../as-written/cannot-open.js'
import { SummaryRefused } from '../../summary/summary-refused.js'
import type { CsvShape } from './field-index.js'
import { beginCsv } from './begin-csv.js'

/** What a file is, told by its first bytes. */
export type FileLook =
  | {
      readonly kind: 'csv'
      readonly size: number
      readonly shape: CsvShape
      readonly header: readonly string[]
      /** Where the first record after the header begins. */
      readonly dataFrom: number
      /** How many values each column has in the first rows. */
      readonly variety: ReadonlyMap<string, number>
      /** What is said of titles above the header. */
      readonly titles: readonly string[]
    }
  | {
      readonly kind: 'utf-16le' | 'utf-16be' | 'ndjson' | 'parquet' | 'xlsx'
      readonly size: number
    }

const SAMPLE = 1 << 18

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, i) => bytes[i] === byte)

/** UTF-16 by its mark, or by the zero halves of plain letters. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be'
  if (bytes.length < 4) return null
  if (bytes[1] === 0 && bytes[3] === 0 && bytes[0] !== 0) return 'utf-16le'
  return bytes[0] === 0 && bytes[2] === 0 && bytes[1] !== 0 ? 'utf-16be' : null
}

/** Counts different values without regard to quotes: it only guides how to tally. */
function varietyOf(
  bytes: Uint8Array,
  { delimiter, newline }: CsvShape,
  header: readonly string[],
): ReadonlyMap<string, number> {
  const lines = new TextDecoder('latin1').decode(bytes).split(String.fromCharCode(newline), 2000)
  const rows = lines.map((line) => line.split(String.fromCharCode(delimiter)))
  const kinds = header.map((_, i) => new Set(rows.map((row) => row[i])).size)
  return new Map(header.map((name, i) => [name, kinds[i] ?? 0]))
}

async function sampleOf(path: string): Promise<{ bytes: Uint8Array; size: number }> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new SummaryRefused('unreadable_file', cannotOpen(path, error.code))
  })
  try {
    const status = await file.stat()
    if (status.isDirectory()) {
      throw new SummaryRefused('unreadable_file', cannotOpen(path, 'EISDIR'))
    }
    if (!status.isFile()) {
      throw new SummaryRefused('unreadable_file', `${path} is not a file.`)
    }
    const { buffer, bytesRead } = await file.read(new Uint8Array(SAMPLE), 0, SAMPLE, 0)
    return { bytes: buffer.subarray(0, bytesRead), size: status.size }
  } finally {
    await file.close()
  }
}

/**
 * Looks at the beginning of a file: what it is, and for CSV its header, found by the columns
 * that are wanted of it.
 * @throws SummaryRefused when it cannot be opened, is empty or is no text we know.
 */
export async function lookAtFile(path: string, wanted: readonly string[]): Promise<FileLook> {
  const { bytes, size } = await sampleOf(path)
  if (size === 0) {
    throw new SummaryRefused('empty_file', `The file ${basename(path)} is empty.`)
  }
  if (startsWith(bytes, [0x50, 0x41, 0x52, 0x31])) return { kind: 'parquet', size }
  if (startsWith(bytes, [0x50, 0x4b, 3, 4])) return { kind: 'xlsx', size }
  const wide = wideEncoding(bytes)
  if (wide) return { kind: wide, size }
  if (bytes.includes(0)) {
    throw new SummaryRefused(
      'not_text',
      `The file ${basename(path)} is not text, a Parquet file or a workbook (.xlsx). Save it as “CSV UTF-8” and try again.`,
    )
  }
  if (/\.(ndjson|jsonl)$/i.test(path)) return { kind: 'ndjson', size }
  const { shape, header, end, titles } = beginCsv(bytes, wanted, basename(path))
  const variety = varietyOf(bytes.subarray(end), shape, header)
  return { kind: 'csv', size, shape, header, dataFrom: end, variety, titles }
}
