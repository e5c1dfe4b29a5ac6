import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { readSpreadsheet, SpreadsheetFault } from '#kernel/spreadsheet.js'
import { SummaryRefused } from './summary-refused.js'

const LARGEST_FILE = 100 << 20
const LARGEST_UNPACKED = 1 << 30

const refuse = (path: string, why: string): SummaryRefused =>
  new SummaryRefused(
    'unreadable_file',
    `The workbook ${basename(path)} ${why}. Save the sheet as “CSV UTF-8” and use that.`,
  )

/**
 * The rows of a workbook's first sheet as text, the header first.
 * @throws SummaryRefused when it is too large, packed to burst, or no workbook.
 */
export async function readWorkbook(path: string): Promise<readonly (readonly string[])[]> {
  const { size } = await stat(path)
  if (size > LARGEST_FILE) throw refuse(path, 'is larger than 100 MB')
  const bytes = await readFile(path)
  try {
    return await readSpreadsheet(bytes, LARGEST_UNPACKED)
  } catch (fault) {
    if (!(fault instanceof SpreadsheetFault)) throw fault
    throw refuse(
      path,
      fault.because === 'unreadable'
        ? 'cannot be read'
        : 'unpacks to more than 1 GB, or its cells reach far beyond its data',
    )
  }
}
