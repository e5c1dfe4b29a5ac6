import { Invalid } from '#kernel/errors.js'
import { readSpreadsheet, SpreadsheetFault } from '#kernel/spreadsheet.js'
import { headerAmong, isFilled, titlesNote, type Wanted } from '../as-written/find-header.js'
import { withDecimalPoints } from './decimal-commas.js'
import { MOST_ROWS, type Table } from './table.js'

const MOST_UNZIPPED = 200 * 1024 * 1024

const sheetOf = (name: string, bytes: Uint8Array): Promise<string[][]> =>
  readSpreadsheet(bytes, MOST_UNZIPPED).catch((fault: unknown) => {
    if (!(fault instanceof SpreadsheetFault)) throw fault
    throw new Invalid(
      fault.because === 'unreadable'
        ? `${name} cannot be read as a spreadsheet. Save it again as XLSX, or as CSV.`
        : `${name} is larger than 200 MB once unzipped, or its cells reach far beyond its data. Save the one sheet as CSV.`,
    )
  })

/**
 * The first sheet of an XLSX file as a table: its header is the first row with anything in it, or below
 * titles the one that names the wanted columns; dates come as ISO text, percentages as their fraction.
 * @throws Invalid when it is empty, too large once unzipped or not a spreadsheet.
 */
export const readXlsx = async (name: string, bytes: Uint8Array, wanted: Wanted): Promise<Table> => {
  const sheet = (await sheetOf(name, bytes)).slice(0, MOST_ROWS + 2)
  const place = headerAmong(sheet, wanted)
  const header = sheet[place]
  if (!header) throw new Invalid(`The first sheet of ${name} is empty.`)
  const { rows, notes } = withDecimalPoints(
    sheet
      .map((cells, i) => ({ row: i + 1, cells }))
      .slice(place + 1)
      .filter(({ cells }) => isFilled(cells)),
  )
  const above = { above: place, titles: sheet.slice(0, place).filter(isFilled).length }
  return { name, columns: header, rows, broken: [], notes: [...titlesNote(name, above), ...notes] }
}
