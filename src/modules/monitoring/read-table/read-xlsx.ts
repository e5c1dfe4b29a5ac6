import { Invalid } from '#kernel/errors.js'
import { readSpreadsheet, SpreadsheetFault } from '#kernel/spreadsheet.js'
import { MOST_ROWS, type Table } from './table.js'

const MOST_UNZIPPED = 200 * 1024 * 1024

const sheetOf = (name: string, bytes: Uint8Array): Promise<string[][]> =>
  readSpreadsheet(bytes, MOST_UNZIPPED).catch((fault: unknown) => {
    if (!(fault instanceof SpreadsheetFault)) throw fault
    throw new Invalid(
      fault.because === 'unreadable'
        ? `${name} cannot be read as a spreadsheet. Save it again as XLSX, or as CSV.`
        : `${name} is larger than 200 MB once unzipped. Save the one sheet as CSV.`,
    )
  })

/**
 * The first sheet of an XLSX file as a table: its first row with anything in it is the header, dates
 * come as ISO text, percentages as their fraction.
 * @throws Invalid when it is empty, too large once unzipped or not a spreadsheet.
 */
export const readXlsx = async (name: string, bytes: Uint8Array): Promise<Table> => {
  const sheet = (await sheetOf(name, bytes)).slice(0, MOST_ROWS + 2)
  const rows = sheet
    .map((cells, i) => ({ row: i + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [header, ...rest] = rows
  if (!header) throw new Invalid(`The first sheet of ${name} is empty.`)
  return { name, columns: header.cells, rows: rest, broken: [] }
}
