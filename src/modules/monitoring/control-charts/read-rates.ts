import { columnOf, type Table } from '../read-table/table.js'
import { type DatedRows, nothingUsable, readDatedRows, refuseTwice } from './dated-rows.js'
import { type Counts, readCounts } from './read-counts.js'

/** Events of a period and what they are counted in; both null in a gap, with the reason. */
export interface RatePoint {
  readonly row: number
  readonly label: string
  readonly sortKey: string
  readonly counts: Counts | null
  readonly reason?: string
}

export interface Rates extends Omit<DatedRows, 'rows'> {
  /** In order of date. */
  readonly points: readonly RatePoint[]
}

/** Names of the columns, and whether the events are a share of the denominator. */
export interface RateColumns {
  readonly numerator: string
  readonly denominator: string
  readonly date: string
  readonly isShare: boolean
  /** What to do instead where the denominator of a share is not whole. */
  readonly otherwise: string
}

/**
 * Events and denominators by date, in order of date.
 * @throws Invalid for a missing column, no usable row, or a date that stands twice.
 */
export const readRates = (table: Table, columns: RateColumns): Rates => {
  const [above, below] = [columnOf(table, columns.numerator), columnOf(table, columns.denominator)]
  const { rows, problems, wasSorted } = readDatedRows(table, columns.date)
  const asked = {
    below: 'denominator',
    isShare: columns.isShare,
    otherwise: columns.otherwise,
  }
  const points = rows.map(({ row, label, sortKey, cells }): RatePoint => {
    const counts = readCounts([cells[above] ?? '', cells[below] ?? ''], asked)
    const at = { row, label, sortKey }
    return typeof counts === 'string' ? { ...at, counts: null, reason: counts } : { ...at, counts }
  })
  if (points.every(({ counts }) => counts === null)) {
    const gaps = points.map(({ row, reason = '' }) => ({ row, reason }))
    throw nothingUsable(table.name, 'a date, events and a denominator', [...problems, ...gaps])
  }
  refuseTwice(table.name, points)
  return { points, problems, wasSorted }
}
