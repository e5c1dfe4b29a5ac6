import type { MeasureRequest } from '../request.js'
import { STATUS } from '../row-status.js'
import type { GridPlan } from '../tally/score-grid.js'
import { ByteFeed } from './byte-feed.js'
import type { CsvShape } from './field-index.js'
import { beginCsv } from './begin-csv.js'
import { wantedOf } from './file-columns.js'
import { openScan, type ScannedPart } from './scan-job.js'

/** How a file that is read from end to end is tallied. */
export interface StreamPlan {
  readonly request: MeasureRequest
  readonly grid: GridPlan
  readonly chunk: number
  readonly onRows: (rows: number) => void
}

const SAMPLE = 1 << 18

/**
 * Reads a CSV that comes as a stream of bytes, from end to end.
 * @throws SummaryRefused when it cannot be read or identifies people.
 */
export async function scanStream(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  plan: StreamPlan,
): Promise<ScannedPart> {
  let open: { scan: ReturnType<typeof openScan>; feed: ByteFeed } | null = null
  let head = new Uint8Array(0)
  const begin = (): NonNullable<typeof open> => {
    const { shape, header, end, titles } = beginCsv(head, wantedOf(plan.request), name)
    const scan = openScan({ ...plan, shape, header, titles })
    scan.beginChunk(plan.chunk)
    const feed = new ByteFeed(scan.scannerFor({ shape, header }, false), shape.newline)
    feed.write(head.subarray(end))
    return { scan, feed }
  }
  for await (const piece of bytes) {
    if (open) open.feed.write(piece)
    else {
      head = new Uint8Array(Buffer.concat([head, piece]))
      if (head.length >= SAMPLE) open = begin()
    }
    if (open) plan.onRows(open.scan.reader.rows)
  }
  open ??= begin()
  open.feed.end()
  return open.scan.finish()
}

/** One record of a file that is not CSV: its cells under a header, or null where it is broken. */
export interface NamedRecord {
  /** The same array as long as the header is the same; it only ever grows. */
  readonly header: readonly string[]
  readonly cells: readonly string[] | null
}

const COMMAS: CsvShape = { delimiter: 44, newline: 10 }

const asCsv = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\n\r]|^$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`

/**
 * Reads named records the way a CSV of them would be.
 * @throws SummaryRefused when a column is missing or identifies people.
 */
export async function scanRecords(
  records: AsyncIterable<readonly NamedRecord[]>,
  plan: StreamPlan,
): Promise<ScannedPart | null> {
  let header: readonly string[] = []
  let scan: ReturnType<typeof openScan> | null = null
  let feed: ByteFeed | null = null
  for await (const batch of records) {
    for (const record of batch) {
      if (!scan || !feed || record.header !== header) {
        header = record.header
        scan ??= openScan({ ...plan, shape: COMMAS, header, titles: [] })
        if (!feed) scan.beginChunk(plan.chunk)
        feed = new ByteFeed(scan.scannerFor({ shape: COMMAS, header }, false), 10)
      }
      if (record.cells) feed.write(Buffer.from(asCsv(record.cells)))
      else {
        scan.reader.takeBroken(STATUS.not_an_object)
      }
    }
    if (scan) plan.onRows(scan.reader.rows)
  }
  return scan?.finish(header) ?? null
}
