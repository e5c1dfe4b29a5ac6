import { closeSync, openSync, readSync } from 'node:fs'
import type { ReadOtherwise } from '../../as-written/read-cells.js'
import type { MeasureRequest } from '../request.js'
import { MeasureTally, type Tallied } from '../tally/measure-tally.js'
import type { GridPlan } from '../tally/score-grid.js'
import { CsvScanner } from './csv-scanner.js'
import type { CsvShape } from './field-index.js'
import { planFile } from './file-columns.js'
import type { WatchedColumn } from './nhs-number-watch.js'
import { RowReader } from './row-reader.js'

/** One file's way of being read. Plain data: it is sent to workers. */
export interface ScanPlan {
  readonly request: MeasureRequest
  readonly grid: GridPlan
  readonly shape: CsvShape
  readonly header: readonly string[]
  /** What is said of titles above the header. */
  readonly titles: readonly string[]
}

/** A part of a file; each range ends behind a line end, but for the file's last. */
export interface ScanJob extends ScanPlan {
  readonly path: string
  readonly ranges: readonly FileRange[]
}

export interface FileRange {
  /** Its place among all the ranges of all files. */
  readonly chunk: number
  readonly from: number
  readonly to: number
}

/** What one reader found in its part. */
export interface ScannedPart extends Tallied {
  readonly rows: number
  readonly lowest: number
  readonly highest: number
  /** Values that were not UTF-8. */
  readonly western: number
  readonly watched: readonly WatchedColumn[]
  /** How cells were read that are not plain numbers and not 0 or 1. */
  readonly otherwise: ReadOtherwise
  readonly titles: readonly string[]
  /** The labels of each label column by code, then the periods. */
  readonly labels: readonly (readonly (string | null)[])[]
}

/** A reader with its tally, and what they come to. */
export interface OpenScan {
  readonly reader: RowReader
  /** Says that the rows to come are of a chunk of the file. */
  readonly beginChunk: (chunk: number) => void
  readonly scannerFor: (plan: Pick<ScanPlan, 'shape' | 'header'>, parted: boolean) => CsvScanner
  /** Ends it; `header` is the last header, where it grew. */
  readonly finish: (header?: readonly string[]) => ScannedPart
}

/** @throws SummaryRefused when the header lacks a column or names people. */
export function openScan(plan: ScanPlan): OpenScan {
  const tally = new MeasureTally(plan.request, plan.grid)
  const reader = new RowReader(plan.request, (batch) => tally.take(batch))
  const finish = (header = plan.header): ScannedPart => {
    reader.flush()
    const { rows, scores, decoding, labels, periods, watched, cells } = reader
    return {
      ...tally.finish(),
      rows,
      lowest: scores.lowest,
      highest: scores.highest,
      western: decoding.western,
      otherwise: cells.otherwise,
      titles: plan.titles,
      watched: [...watched].map(([column, { seen, passing }]) => ({
        name: header[column] ?? '',
        seen,
        passing,
      })),
      labels: [...labels.map((book) => book.labels), periods.labels],
    }
  }
  const scannerFor: OpenScan['scannerFor'] = ({ shape, header }, parted) =>
    new CsvScanner(shape, planFile(header, plan.request), reader, parted)
  const beginChunk = (chunk: number): void => {
    if (!plan.request.exact) return
    // Rows that are kept are marked by chunk, so none may wait.
    reader.flush()
    tally.begin(chunk)
  }
  return { reader, beginChunk, scannerFor, finish }
}

function fill(file: number, bytes: Uint8Array, { from, to }: FileRange): number {
  let size = 0
  while (size < to - from) {
    const read = readSync(file, bytes, size, to - from - size, from + size)
    if (read === 0) break
    size += read
  }
  return size
}

/**
 * Reads some ranges of a file and tallies them.
 * @throws QuotedNewline where the file cannot be parted at line ends.
 * @throws SummaryRefused when labels or columns look like identifiers.
 */
export function scanRanges(
  job: ScanJob,
  onRange: (bytes: number, rows: number) => void,
): ScannedPart {
  const { reader, beginChunk, scannerFor, finish } = openScan(job)
  const scanner = scannerFor(job, true)
  const { newline } = job.shape
  const longest = Math.max(0, ...job.ranges.map(({ from, to }) => to - from))
  const bytes = new Uint8Array(longest + 2)
  const file = openSync(job.path, 'r')
  try {
    for (const range of job.ranges) {
      const size = fill(file, bytes, range)
      const ended = size === 0 || bytes[size - 1] === newline
      if (!ended) bytes[size] = newline
      beginChunk(range.chunk)
      scanner.scan(bytes, 0, ended ? size : size + 1)
      onRange(range.to - range.from, reader.rows)
    }
  } finally {
    closeSync(file)
  }
  return finish()
}
