import { parse } from 'csv-parse/sync'
import { Invalid } from '#kernel/errors.js'
import { findIdentifiable, type IdentifiableKind } from '#kernel/identifiable-data.js'
import { SpreadsheetFault, type UnreadBecause } from '#kernel/spreadsheet.js'
import { readSpreadsheetApart } from '#kernel/spreadsheet-apart.js'
import { decodeWindows1252 } from '#kernel/windows-1252.js'

/** Most bytes a hazard log may have as a file, and unpacked. */
export const LARGEST_FILE = 2 * 1024 * 1024
const LARGEST_UNPACKED = 30 * 1024 * 1024
const MOST_ROWS = 2000
const MOST_COLUMNS = 60
const LONGEST_CELL = 4000

/** A table as it stands in a file: the heading and the rows below it, as text. */
export interface FileTable {
  kind: 'csv' | 'xlsx'
  heading: readonly string[]
  rows: readonly FileRow[]
}

/** A row of a table. */
export interface FileRow {
  /** As a spreadsheet counts it, from 1. */
  row: number
  cells: readonly string[]
  /** Whether one of its cells is longer than any field. */
  isLong: boolean
  /** What in it identifies a person; not looked for in a row that is too long, which is left out anyhow. */
  identifies: readonly IdentifiableKind[]
}

/**
 * Reads a CSV file, or the first sheet of an Excel file; which it is comes from what is in it, never from
 * its name, and looks for what identifies a person. The heading is the first row with two cells or more.
 * Throws Invalid with a sentence: empty, too large, a web page, a zip bomb, no spreadsheet, no rows.
 */
export const readTable = async (bytes: Uint8Array): Promise<FileTable> => {
  if (bytes.length === 0) throw wrong('This file is empty.')
  if (bytes.length > LARGEST_FILE) throw wrong('This file is larger than 2 MB. Send it in parts.')
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const cells = isZip ? await cellsOfWorkbook(bytes) : cellsOfText(bytes)
  const at = cells.findIndex((row) => row.filter((one) => one !== '').length > 1)
  const heading = cells[at]
  if (!heading) throw wrong('This file has no heading with two columns or more.')
  if (heading.length > MOST_COLUMNS) throw wrong(`This file has more than ${MOST_COLUMNS} columns.`)
  const rows = cells
    .map((row, place) => ({ row: place + 1, cells: row }))
    .slice(at + 1)
    .filter((one) => one.cells.some((cell) => cell !== ''))
  if (rows.length === 0) throw wrong('This file has no rows below its heading.')
  if (rows.length > MOST_ROWS) throw wrong('This file has more than 2,000 rows. Send it in parts.')
  return { kind: isZip ? 'xlsx' : 'csv', heading, rows: rows.map(searched) }
}

const searched = (row: Pick<FileRow, 'row' | 'cells'>): FileRow => {
  const isLong = row.cells.some((one) => one.length > LONGEST_CELL)
  const identifies = isLong ? [] : findIdentifiable(row.cells.join('\n'), 'free-text')
  return { ...row, isLong, identifies }
}

const cellsOfText = (bytes: Uint8Array): string[][] => {
  const text = decode(bytes)
  if (/^\s*<(?:!doctype|html|head|body|table|\?xml|script)\b/i.test(text))
    throw wrong('This is a web page, whatever its name says. Give a CSV or Excel file.')
  // Where Excel is set to another language it divides by semicolons; “Unicode text” has tabs.
  const read = [',', ';', '\t'].flatMap((delimiter) => divided(text, delimiter))
  const [best] = read.toSorted((one, other) => alikeIn(other) - alikeIn(one))
  if (best) return best
  throw wrong('This file cannot be read as CSV. Save it as “CSV UTF-8” or as an Excel file.')
}

// How many rows have as many cells as the heading they would stand below.
const alikeIn = (rows: readonly (readonly string[])[]): number => {
  const heading = rows.find((row) => row.filter(Boolean).length > 1)
  return heading ? rows.filter((row) => row.length === heading.length).length : 0
}

/** The rows of a text by a delimiter; none where it cannot be read so. */
const divided = (text: string, delimiter: string): string[][][] => {
  try {
    const asWritten = { bom: true, relax_column_count: true, trim: true, skip_empty_lines: false }
    return [parse(text, { ...asWritten, delimiter })]
  } catch {
    return []
  }
}

const decode = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes.some((byte) => byte < 9))
    throw wrong('This is neither a CSV nor an Excel file (.xlsx), going by what is in it.')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // What Excel saves as plain CSV.
    return decodeWindows1252(bytes)
  }
}

const NOT_READ: Readonly<Record<UnreadBecause, string>> = {
  unreadable:
    'This is not an Excel file (.xlsx) that can be read, whatever its name says. Open it, save it again as .xlsx, and try once more.',
  'too-large-unzipped': 'Unpacked, this file is far larger than a hazard log. It is not opened.',
  'too-long':
    'This file takes too long to read, so it was left. Save the sheet with the hazards as “CSV UTF-8” and give that.',
}

const cellsOfWorkbook = (bytes: Uint8Array): Promise<string[][]> =>
  readSpreadsheetApart(bytes, LARGEST_UNPACKED).catch((fault: unknown) => {
    throw fault instanceof SpreadsheetFault ? wrong(NOT_READ[fault.because]) : fault
  })

const wrong = (message: string): Invalid => new Invalid([{ field: 'file', message }])
