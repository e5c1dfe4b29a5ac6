import { readSheet } from 'read-excel-file/node'
import { Invalid } from '#kernel/errors.js'
import { fitsUnzipped, MOST_UNZIPPED } from './check-unzipped-size.js'
import { MOST_ROWS, type Table } from './table.js'

const asText = (value: unknown): string => {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'boolean') return String(value)
  if (!(value instanceof Date)) return ''
  const moment = value.toISOString()
  return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment.slice(0, 19)
}

const sheetOf = async (
  name: string,
  bytes: Uint8Array,
): Promise<readonly (readonly unknown[])[]> => {
  const unreadable = `${name} cannot be read as a spreadsheet. Save it again as XLSX, or as CSV.`
  try {
    if (!fitsUnzipped(bytes, MOST_UNZIPPED)) {
      throw new Invalid(`${name} is larger than 200 MB once unzipped. Save the one sheet as CSV.`)
    }
    // A number keeps the digits of the file, so that 0.1 stays 0.1.
    return await readSheet(Buffer.from(bytes), { parseNumber: (digits) => digits })
  } catch (error) {
    if (error instanceof Invalid) throw error
    throw new Invalid(unreadable)
  }
}

/**
 * The first sheet of an XLSX file as a table: its first row with anything in it is the header, dates
 * come as ISO text, percentages as their fraction.
 * @throws Invalid when it is empty, too large once unzipped or not a spreadsheet.
 */
export const readXlsx = async (name: string, bytes: Uint8Array): Promise<Table> => {
  const sheet = (await sheetOf(name, bytes)).slice(0, MOST_ROWS + 2)
  const rows = sheet
    .map((cells, i) => ({ row: i + 1, cells: cells.map(asText) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [header, ...rest] = rows
  if (!header) throw new Invalid(`The first sheet of ${name} is empty.`)
  return { name, columns: header.cells, rows: rest, broken: [] }
}
