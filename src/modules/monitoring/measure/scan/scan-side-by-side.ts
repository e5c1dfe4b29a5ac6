import { Worker } from 'node:worker_threads'
import { type RefusalCode, SummaryRefused } from '../../summary/summary-refused.js'
import { QuotedNewline } from './csv-scanner.js'
import { type ScanJob, type ScannedPart, scanRanges } from './scan-job.js'

/** What a worker says: how far it is, or how it ended. */
export type WorkerMessage =
  | { readonly bytes: number; readonly rows: number }
  | { readonly part: ScannedPart }
  | { readonly quoted: true }
  | { readonly refused: string; readonly code: RefusalCode }

/** Bytes read and rows so far of one of the readers. */
export type OnRange = (reader: number, bytes: number, rows: number) => void

/** The compiled worker; a test on the sources gives its own. */
export const SCAN_WORKER = new URL('./scan-worker.js', import.meta.url)

function inWorker(
  job: ScanJob,
  worker: URL,
  onRange: (bytes: number, rows: number) => void,
): {
  readonly part: Promise<ScannedPart>
  readonly stop: () => Promise<unknown>
} {
  const thread = new Worker(worker, { workerData: job })
  const part = new Promise<ScannedPart>((resolve, reject) => {
    thread.on('message', (message: WorkerMessage) => {
      if ('part' in message) resolve(message.part)
      else if ('quoted' in message) reject(new QuotedNewline())
      else if ('refused' in message) reject(new SummaryRefused(message.code, message.refused))
      else onRange(message.bytes, message.rows)
    })
    thread.on('error', reject)
    thread.on('exit', (code) => reject(new Error(`A reader of the file ended with code ${code}.`)))
  })
  return { part, stop: () => thread.terminate() }
}

/**
 * Reads the ranges of a file on several cores: the first share here, the others in workers. Shares
 * are dealt in turn and added in order, so that the same file gives the same figures each time.
 * @throws QuotedNewline where the file cannot be parted at line ends.
 * @throws SummaryRefused when labels or columns look like identifiers.
 */
export async function scanSideBySide(
  job: ScanJob,
  readers: number,
  worker: URL,
  onRange: OnRange,
): Promise<readonly ScannedPart[]> {
  const share = (reader: number): ScanJob => ({
    ...job,
    ranges: job.ranges.filter((_, i) => i % readers === reader),
  })
  const others = Array.from({ length: readers - 1 }, (_, i) =>
    inWorker(share(i + 1), worker, (bytes, rows) => onRange(i + 1, bytes, rows)),
  )
  const parts = Promise.all(others.map(({ part }) => part))
  // A worker may fail while the first share is still being read here; it is awaited below.
  parts.catch(() => {})
  try {
    const first = scanRanges(share(0), (bytes, rows) => onRange(0, bytes, rows))
    return [first, ...(await parts)]
  } finally {
    await Promise.all(others.map(({ stop }) => stop()))
  }
}
