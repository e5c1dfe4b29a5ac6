import { type ApartLimits, readerApart, workerBeside } from './read-apart.js'
import { SpreadsheetFault, type UnreadBecause } from './spreadsheet.js'

/** The compiled worker; a test on the sources gives its own. */
export const SPREADSHEET_WORKER = workerBeside('./spreadsheet-worker.js', import.meta.url)

/** What the worker is given. */
export interface SpreadsheetTask {
  readonly bytes: Uint8Array
  readonly mostUnzipped: number
  readonly mostCells: number
}

/** What the worker says. */
export type SpreadsheetAnswer = { readonly rows: string[][] } | { readonly because: UnreadBecause }

const MOST: ApartLimits = { time: 15_000, heap: 512, memory: 1024 }
const MOST_CELLS = 500_000

const readExcel = readerApart<SpreadsheetAnswer>('Excel files')

/**
 * As readSpreadsheet, in a thread of its own, which is ended where it takes too long or too much memory;
 * rows end with their last filled cell. Throws SpreadsheetFault, and LimitReached where three are being read.
 * @param most milliseconds and megabytes
 */
export const readSpreadsheetApart = async (
  bytes: Uint8Array,
  mostUnzipped: number,
  program: URL = SPREADSHEET_WORKER,
  most: ApartLimits = MOST,
): Promise<string[][]> => {
  const task: SpreadsheetTask = {
    bytes: Uint8Array.from(bytes),
    mostUnzipped,
    mostCells: MOST_CELLS,
  }
  const read = await readExcel(program, task, most)
  if ('ended' in read)
    throw new SpreadsheetFault(read.ended === 'too-long' ? 'too-long' : 'unreadable')
  if ('because' in read.answer) throw new SpreadsheetFault(read.answer.because)
  return read.answer.rows
}
