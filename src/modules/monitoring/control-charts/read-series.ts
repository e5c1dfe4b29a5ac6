import { readNumber } from '../read-table/read-number.js'
import { columnOf, type Table } from '../read-table/table.js'
import {
  type DatedRows,
  nothingUsable,
  readDatedRows,
  refuseTwice,
  rowsAsTheyStand,
} from './dated-rows.js'
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

interface Value {
  readonly y: number | null
  readonly reason?: string
}

/** Why a number that was read cannot be a value of the chart; null where it can. */
export type ValueRule = (value: number) => string | null

const anyValue: ValueRule = () => null

const valuesOf = (
  cells: readonly string[],
  rule: ValueRule,
): { values: readonly Value[]; percent: boolean } => {
  const read = cells.map(readNumber)
  const percent = read.some((number) => 'percent' in number && number.percent)
  const values = read.map((number): Value => {
    if ('missing' in number) return { y: null, reason: 'The value is blank.' }
    if ('problem' in number) return { y: null, reason: number.problem }
    if (percent && !number.percent && number.value !== 0) {
      return { y: null, reason: 'The number has no % sign while others have one.' }
    }
    const reason = rule(number.value)
    return reason === null ? { y: number.value } : { y: null, reason }
  })
  return { values, percent }
}

const seriesOf = (table: Table, column: string, dated: DatedRows, rule: ValueRule): Series => {
  const place = columnOf(table, column)
  const { values, percent } = valuesOf(
    dated.rows.map(({ cells }) => cells[place] ?? ''),
    rule,
  )
  const points = dated.rows.map(({ row, label, sortKey }, i): SeriesPoint => ({
    row,
    label,
    sortKey,
    ...(values[i] ?? { y: null }),
  }))
  if (points.every(({ y }) => y === null)) {
    const gaps = points.map(({ row, reason = '' }) => ({ row, reason }))
    throw nothingUsable(table.name, 'a date and a value', [...dated.problems, ...gaps])
  }
  return { points, percent, problems: dated.problems, wasSorted: dated.wasSorted }
}

/**
 * The values of one column by the dates of another, in order of date.
 * @throws Invalid for a missing column, no value at all, or a date that stands twice.
 */
export const readSeries = (
  table: Table,
  names: { value: string; date: string },
  rule: ValueRule = anyValue,
): Series => {
  const series = seriesOf(table, names.value, readDatedRows(table, names.date), rule)
  refuseTwice(table.name, series.points)
  return series
}

/**
 * The values of one column, one an event, by date or (without) as the rows stand; several may share a
 * date. @throws Invalid for a missing column or no value at all.
 */
export const readEvents = (
  table: Table,
  names: { value: string; date: string | undefined },
  rule: ValueRule,
): Series => {
  const dated = names.date === undefined ? rowsAsTheyStand(table) : readDatedRows(table, names.date)
  return seriesOf(table, names.value, dated, rule)
}
