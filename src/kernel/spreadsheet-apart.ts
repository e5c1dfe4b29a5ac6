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

/** What reading one may take; `cells` is how many may come out of it, filled or between filled ones. */
interface SpreadsheetLimits extends ApartLimits {
  readonly cells: number
}

const MOST: SpreadsheetLimits = { time: 15_000, heap: 512, memory: 1024, cells: 500_000 }

const readExcel = readerApart<SpreadsheetAnswer>('Excel files')

/**
 * As readSpreadsheet, in a thread of its own, which is ended where it takes too long or too much memory;
 * rows end with their last filled cell. Throws SpreadsheetFault, and LimitReached where three are being read.
 * @param most milliseconds, megabytes and cells
 */
export const readSpreadsheetApart = async (
  bytes: Uint8Array,
  mostUnzipped: number,
  program: URL = SPREADSHEET_WORKER,
  most: SpreadsheetLimits = MOST,
): Promise<string[][]> => {
  const task: SpreadsheetTask = {
    bytes: Uint8Array.from(bytes),
    mostUnzipped,
    mostCells: most.cells,
  }
  const read = await readExcel(program, task, most)
  if ('ended' in read)
    throw new SpreadsheetFault(read.ended === 'too-long' ? 'too-long' : 'unreadable')
  if ('because' in read.answer) throw new SpreadsheetFault(read.answer.because)
  return read.answer.rows
}
