import { parse } from 'csv-parse/sync'
import { Invalid, TooLarge } from '#kernel/errors.js'
import { decodeWindows1252 } from '#kernel/windows-1252.js'

/** Largest file taken, in bytes: the national list of practices is about 3 MB. */
export const LARGEST_FILE = 32 * 1024 * 1024
const MOST_ROWS = 200_000
const LONGEST_CELL = 400

/**
 * The records of a CSV file: UTF-8, or Windows-1252 where it is not valid UTF-8. Throws Invalid with
 * a sentence when it is no CSV and TooLarge when it is too large.
 */
export const readRecords = (bytes: Uint8Array): string[][] => {
  if (bytes.length > LARGEST_FILE) {
    throw new TooLarge('This file is larger than 32 MB. The national files are smaller.')
  }
  refuseOtherTypes(bytes)
  const records = parseCsv(decode(bytes))
  if (records.every(isBlankLine)) throw new Invalid('This file is empty.')
  if (records.length > MOST_ROWS) {
    throw new TooLarge('This file has more than 200,000 rows. The national files have fewer.')
  }
  if (records.some((record) => record.some((cell) => cell.length > LONGEST_CELL))) {
    throw new Invalid(
      'This file has a cell of more than 400 characters, which no national file has.',
    )
  }
  return records
}

/** Blank lines are kept, so that row numbers are those of the file. */
export const isBlankLine = (record: readonly string[]): boolean =>
  record.every((cell) => cell === '')

const refuseOtherTypes = (bytes: Uint8Array): void => {
  const start = String.fromCharCode(...bytes.slice(0, 4))
  if (start.startsWith('PK')) {
    throw new Invalid(
      'This is a ZIP archive or a spreadsheet. Unpack it, and give the CSV file inside.',
    )
  }
  if (start.startsWith('%PDF')) throw new Invalid('This is a PDF. Give the CSV file.')
  if (start.trimStart().startsWith('<')) {
    throw new Invalid('This is a web page or XML. Download the CSV file and give that.')
  }
  if (bytes.includes(0)) throw new Invalid('This is not a text file. Give the CSV file.')
}

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeWindows1252(bytes)
  }
}

const parseCsv = (text: string): string[][] => {
  try {
    return parse(text, {
      bom: true,
      relax_column_count: true,
      trim: true,
      max_record_size: 64 * 1024,
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    throw new Invalid(`This file cannot be read as CSV: ${reason}.`)
  }
}
