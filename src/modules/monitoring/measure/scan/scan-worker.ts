import { parentPort, workerData } from 'node:worker_threads'
import { SummaryRefused } from '../../summary/summary-refused.js'
import { QuotedNewline } from './csv-scanner.js'
import { type ScanJob, scanRanges } from './scan-job.js'
import type { WorkerMessage } from './scan-side-by-side.js'

function outcomeOf(job: ScanJob, tell: (message: WorkerMessage) => void): WorkerMessage {
  try {
    return { part: scanRanges(job, (bytes, rows) => tell({ bytes, rows })) }
  } catch (thrown) {
    if (thrown instanceof QuotedNewline) return { quoted: true }
    if (thrown instanceof SummaryRefused) return { code: thrown.code, refused: thrown.message }
    throw thrown
  }
}

/** The memory under plain data, to be handed over instead of copied. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer ? [value.buffer] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(buffersOf)
}

const port = parentPort
if (port) {
  const message = outcomeOf(workerData as ScanJob, (progress) => port.postMessage(progress))
  port.postMessage(message, buffersOf(message))
}
