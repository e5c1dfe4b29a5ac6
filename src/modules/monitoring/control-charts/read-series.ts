import { Invalid } from '#kernel/errors.js'
import { readDate, type ReadDate, spreadsheetDay } from '../read-table/read-date.js'
import { readNumber } from '../read-table/read-number.js'
import { columnOf, type Table } from '../read-table/table.js'
import type { RowProblem } from './excluded-rows.js'

/** A value at a date; null is a gap, with the reason. */
export interface SeriesPoint {
  readonly row: number
  readonly label: string
  readonly sortKey: string
  readonly y: number | null
  readonly reason?: string
}

export interface Series {
  /** In order of date. */
  readonly points: readonly SeriesPoint[]
  /** Rows without a usable date. */
  readonly problems: readonly RowProblem[]
  readonly percent: boolean
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

interface Value {
  readonly y: number | null
  readonly reason?: string
}

const valuesOf = (cells: readonly string[]): { values: readonly Value[]; percent: boolean } => {
  const read = cells.map(readNumber)
  const percent = read.some((number) => 'percent' in number && number.percent)
  const values = read.map((number): Value => {
    if ('missing' in number) return { y: null, reason: 'The value is blank.' }
    if ('problem' in number) return { y: null, reason: number.problem }
    if (percent && !number.percent && number.value !== 0) {
      return { y: null, reason: 'The number has no % sign while others have one.' }
    }
    return { y: number.value }
  })
  return { values, percent }
}

const refuseTwice = (name: string, points: readonly SeriesPoint[]): void => {
  const twice = points.flatMap((point, i) => {
    const before = points[i - 1]
    return before?.sortKey === point.sortKey
      ? [`${point.label} (rows ${before.row} and ${point.row})`]
      : []
  })
  if (twice.length === 0) return
  const more = twice.length - MOST_TWICE
  const listed = twice.slice(0, MOST_TWICE).join(', ')
  throw new Invalid(
    `${name} has more than one row for ${listed}${more > 0 ? ` and ${more} more` : ''}. A chart needs one value for each date: pick one series with --where column=value.`,
  )
}

/**
 * The values of one column by the dates of another, in order of date.
 * @throws Invalid for a missing column, no value at all, or a date that stands twice.
 */
export const readSeries = (table: Table, names: { value: string; date: string }): Series => {
  const [valueAt, dateAt] = [columnOf(table, names.value), columnOf(table, names.date)]
  const dates = datesOf(table.rows.map(({ cells }) => cells[dateAt] ?? ''))
  const { values, percent } = valuesOf(table.rows.map(({ cells }) => cells[valueAt] ?? ''))
  const problems: RowProblem[] = [...table.broken]
  const points = table.rows.flatMap(({ row }, i): SeriesPoint[] => {
    const date = dates[i] ?? 'The date is blank.'
    if (typeof date !== 'string') {
      const { label, sortKey } = date
      return [{ row, label, sortKey, ...(values[i] ?? { y: null }) }]
    }
    problems.push({ row, reason: date })
    return []
  })
  if (points.every(({ y }) => y === null)) {
    const [first] = [...problems, ...points.map(({ row, reason = '' }) => ({ row, reason }))]
    const why = first ? ` Row ${first.row}: ${first.reason}` : ''
    throw new Invalid(`${table.name} has no row with a date and a value.${why}`)
  }
  const sorted = points.toSorted((a, b) =>
    a.sortKey < b.sortKey ? -1 : a.sortKey > b.sortKey ? 1 : 0,
  )
  refuseTwice(table.name, sorted)
  const wasSorted = sorted.every((point, i) => point === points[i])
  return { points: sorted, problems, percent, wasSorted }
}
