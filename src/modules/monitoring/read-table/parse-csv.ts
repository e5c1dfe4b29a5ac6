import { CsvError, parse } from 'csv-parse/sync'
import { Invalid } from '#kernel/errors.js'
import { guessDelimiter } from '../summary/read-records.js'
import { type BrokenRow, MOST_ROWS, type Table, type TableRow } from './table.js'

interface Parsed {
  record: string[]
  info: { lines: number }
}

/** Excel's own first line that names the delimiter, such as `sep=;`. */
const NAMED_DELIMITER = /^sep=(.)\r?\n/i

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
 * A CSV text as a table: delimiter from `sep=` or the header; a row number is the line on which the
 * row ends. A row with more cells than columns is broken.
 * @throws Invalid when it has no header or cannot be taken apart.
 */
export const parseCsv = (name: string, text: string): Table => {
  const named = NAMED_DELIMITER.exec(text)
  const body = named ? text.slice(named[0].length) : text
  const firstLine = body.trimStart().split(/[\r\n]/, 1)[0] ?? ''
  const records = parsed(name, body, named?.[1] ?? guessDelimiter(firstLine))
  const [header, ...rest] = records.filter(({ record }) =>
    record.some((cell) => cell.trim() !== ''),
  )
  if (!header) throw new Invalid(`${name} is empty.`)
  const columns = header.record.map((cell) => cell.trim())
  const rows: TableRow[] = []
  const broken: BrokenRow[] = []
  for (const { record, info } of rest) {
    const row = info.lines + (named ? 1 : 0)
    if (record.slice(columns.length).some((cell) => cell.trim() !== '')) {
      broken.push({ row, reason: 'The row has more cells than there are columns.' })
    } else rows.push({ row, cells: record.slice(0, columns.length) })
  }
  return { name, columns, rows, broken }
}
