import { parentPort, workerData } from 'node:worker_threads'
import { readSpreadsheet, SpreadsheetFault } from './spreadsheet.js'
import type { SpreadsheetTask, SpreadsheetAnswer } from './spreadsheet-apart.js'

const { bytes, mostUnzipped, mostCells }: SpreadsheetTask = workerData

// Only what is filled crosses over: a sheet may reach far beyond its data.
const read = async (): Promise<SpreadsheetAnswer> => {
  const rows = (await readSpreadsheet(bytes, mostUnzipped)).map((row) =>
    row.slice(0, row.findLastIndex((cell) => cell !== '') + 1),
  )
  const cells = rows.reduce((sum, row) => sum + row.length, 0)
  return cells > mostCells ? { because: 'too-large-unzipped' } : { rows }
}

parentPort?.postMessage(
  await read().catch((fault: unknown): SpreadsheetAnswer => {
    if (fault instanceof SpreadsheetFault) return { because: fault.because }
    throw fault
  }),
  [],
)
