import { CsvError, parse } from 'csv-parse/sync'
import { Invalid } from '#kernel/errors.js'
import { findHeader, fromHeader, titlesNote, type Wanted } from '../as-written/find-header.js'
import { withDecimalPoints } from './decimal-commas.js'
import { type BrokenRow, MOST_ROWS, type Table, type TableRow } from './table.js'

interface Parsed {
  record: string[]
  info: { lines: number }
}

const parsed = (name: string, text: string, delimiter: string): Parsed[] => {
  const options = {
    delimiter,
    info: true,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
    to: MOST_ROWS + 2,
  }
  try {
    return parse(text, options) as unknown as Parsed[]
  } catch (error) {
    const where = error instanceof CsvError ? ` near line ${String(error['lines'])}` : ''
    throw new Invalid(
      `${name} cannot be read as CSV${where}: check its quotation marks and its delimiter.`,
    )
  }
}

/**
 * A CSV text as a table: delimiter from `sep=` or the header, which is found below titles by the
 * columns that are wanted; a row number is the line on which the row ends. A row with more cells than
 * columns is broken. @throws Invalid when it has no header or cannot be taken apart.
 */
export const parseCsv = (name: string, text: string, wanted: Wanted = []): Table => {
  const found = findHeader(text, wanted)
  const records = parsed(name, fromHeader(text, found), found.delimiter)
  const [header, ...rest] = records.filter(({ record }) =>
    record.some((cell) => cell.trim() !== ''),
  )
  if (!header) throw new Invalid(`${name} is empty.`)
  const columns = header.record.map((cell) => cell.trim())
  const rows: TableRow[] = []
  const broken: BrokenRow[] = []
  for (const { record, info } of rest) {
    const row = info.lines + found.above
    if (record.slice(columns.length).some((cell) => cell.trim() !== '')) {
      broken.push({ row, reason: 'The row has more cells than there are columns.' })
    } else rows.push({ row, cells: record.slice(0, columns.length) })
  }
  const pointed = found.delimiter === ',' ? { rows, notes: [] } : withDecimalPoints(rows)
  const notes = [...titlesNote(name, found), ...pointed.notes]
  return { name, columns, rows: pointed.rows, broken, notes }
}
