import { parse } from 'csv-parse/sync'
import { Invalid } from '#kernel/errors.js'

/** The columns of the one simple file, in any order and whatever their capitals. */
export const REGISTER_COLUMNS = [
  'organisation',
  'product',
  'version',
  'use',
  'stage',
  'owner',
] as const

/** One row of the file; `row` counts lines as a spreadsheet shows them, the heading being 1. */
export type RegisterRow = { row: number } & Record<(typeof REGISTER_COLUMNS)[number], string>

const MOST_ROWS = 5000

/** Reads the file. Throws Invalid with a sentence: not UTF-8, not CSV, a column missing, too many rows. */
export const readRegisterFile = (bytes: Uint8Array): RegisterRow[] => {
  const text = decode(bytes)
  let records: Record<string, string>[]
  try {
    records = parse(text, {
      bom: true,
      columns: (heading: string[]) => heading.map((name) => name.trim().toLowerCase()),
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
    })
  } catch {
    throw wrong('This file cannot be read as CSV. Save it as “CSV UTF-8” and try again.')
  }
  const [first] = records
  if (!first) throw wrong('This file has no rows below its heading.')
  const missing = REGISTER_COLUMNS.filter((name) => !(name in first))
  if (missing.length > 0) throw wrong(`The file lacks these columns: ${missing.join(', ')}.`)
  if (records.length > MOST_ROWS)
    throw wrong(
      `The file has more than ${MOST_ROWS.toLocaleString('en-GB')} rows. Send it in parts.`,
    )
  return records.map((record, index) => ({
    row: index + 2,
    organisation: record['organisation'] ?? '',
    product: record['product'] ?? '',
    version: record['version'] ?? '',
    use: record['use'] ?? '',
    stage: record['stage'] ?? '',
    owner: record['owner'] ?? '',
  }))
}

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw wrong(
      'This file is not UTF-8, so names with accents would be spoilt. Save it as “CSV UTF-8” and try again.',
    )
  }
}

const wrong = (message: string): Invalid => new Invalid([{ field: 'file', message }])
