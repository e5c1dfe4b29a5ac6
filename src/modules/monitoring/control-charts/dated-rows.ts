import { Invalid } from '#kernel/errors.js'
import { readDate, type ReadDate, spreadsheetDay } from '../read-table/read-date.js'
import { columnOf, type Table } from '../read-table/table.js'
import type { RowProblem } from './excluded-rows.js'

/** A row with its date as it is shown and as it sorts. */
export interface DatedRow {
  readonly row: number
  readonly label: string
  readonly sortKey: string
  readonly cells: readonly string[]
}

export interface DatedRows {
  /** In order of date. */
  readonly rows: readonly DatedRow[]
  /** Rows without a usable date. */
  readonly problems: readonly RowProblem[]
  readonly wasSorted: boolean
}

const FIRST_SPREADSHEET_DAY = 20_000
const LAST_SPREADSHEET_DAY = 80_000
const MOST_TWICE = 5

const isSpreadsheetDay = (date: ReadDate): boolean => {
  const days = Number(date.label)
  return date.kind === 'number' && days >= FIRST_SPREADSHEET_DAY && days <= LAST_SPREADSHEET_DAY
}

/** Dates of a column; numbers among dates, or all alike spreadsheet days, are days from 1900. */
const datesOf = (cells: readonly string[]): readonly (ReadDate | string)[] => {
  const dates = cells.map(readDate)
  const known = dates.filter((date) => date !== null)
  const calendar =
    known.some(({ kind }) => kind === 'date') || (known.length > 0 && known.every(isSpreadsheetDay))
  return dates.map((date, i) => {
    if (!date) return cells[i]?.trim() ? 'The date cannot be read.' : 'The date is blank.'
    if (date.kind === 'date' || !calendar) return date
    const day = isSpreadsheetDay(date) ? spreadsheetDay(Number(date.label)) : null
    return day ?? 'The date cannot be read.'
  })
}

/** The rows of a table by the dates of a column, in order of date; rows of one date as they stood. */
export const readDatedRows = (table: Table, column: string): DatedRows => {
  const place = columnOf(table, column)
  const dates = datesOf(table.rows.map(({ cells }) => cells[place] ?? ''))
  const problems: RowProblem[] = [...table.broken]
  const dated = table.rows.flatMap(({ row, cells }, i): DatedRow[] => {
    const date = dates[i] ?? 'The date is blank.'
    if (typeof date !== 'string') {
      return [{ row, cells, label: date.label, sortKey: date.sortKey }]
    }
    problems.push({ row, reason: date })
    return []
  })
  const rows = dated.toSorted((a, b) =>
    a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0,
  )
  return { rows, problems, wasSorted: rows.every((row, i) => row === dated[i]) }
}

/** The rows of a table as they stand, where no column says when they were: each by its number. */
export const rowsAsTheyStand = (table: Table): DatedRows => ({
  rows: table.rows.map(({ row, cells }) => ({ row, cells, label: String(row), sortKey: '' })),
  problems: table.broken,
  wasSorted: true,
})

/** @throws Invalid, naming some of them, when a date stands more than once. */
export const refuseTwice = (name: string, rows: readonly Omit<DatedRow, 'cells'>[]): void => {
  const byDate = new Map<string, number[]>()
  for (const { sortKey, row } of rows) {
    const found = byDate.get(sortKey) ?? []
    found.push(row)
    byDate.set(sortKey, found)
  }
  const twice = [...byDate].filter(([, found]) => found.length > 1)
  if (twice.length === 0) return
  const more = twice.length - MOST_TWICE
  const labels = new Map(rows.map(({ sortKey, label }) => [sortKey, label]))
  const listed = twice
    .slice(0, MOST_TWICE)
    .map(([key, [first, second]]) => `${labels.get(key)} (rows ${first} and ${second})`)
  throw new Invalid(
    `${name} has more than one row for ${listed.join(', ')}${more > 0 ? ` and ${more} more dates` : ''}. A chart needs one value for each date: pick one series with --where column=value.`,
  )
}

/** What is said of a file of which no row can be used: the first reason. */
export const nothingUsable = (
  name: string,
  what: string,
  problems: readonly RowProblem[],
): Invalid => {
  const [first] = problems
  const why = first ? ` Row ${first.row}: ${first.reason}` : ''
  return new Invalid(`${name} has no row with ${what}.${why}`)
}
