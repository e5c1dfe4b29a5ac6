import { Invalid } from '#kernel/errors.js'
import type { FunnelInput } from '#statistics/funnel.js'
import type { FunnelKind } from '#statistics/funnel-limits.js'
import { columnOf, type Table } from '../read-table/table.js'
import { countRows, type RowCounts, type RowProblem } from './excluded-rows.js'
import { type Counts, type CountsAsked, readCounts } from './read-counts.js'

export interface GroupColumns {
  readonly events: string
  /** The total, or the expected number of events, by `kind`. */
  readonly denominator: string
  readonly group: string
  readonly kind: FunnelKind
}

export interface Groups extends RowCounts {
  /** In order of name; the rows of a group are added up. */
  readonly groups: readonly FunnelInput[]
}

const asked = (kind: FunnelKind): CountsAsked => ({
  below: kind === 'proportion' ? 'total' : 'expected number',
  isShare: kind === 'proportion',
  otherwise: 'name expected numbers with --expected',
})

/**
 * Events and totals (or expected numbers) of each group, added up over its rows.
 * @throws Invalid for a missing column or when no row can be used.
 */
export const readGroups = (table: Table, columns: GroupColumns): Groups => {
  const [eventsAt, belowAt, groupAt] = [columns.events, columns.denominator, columns.group].map(
    (name) => columnOf(table, name),
  )
  const problems: RowProblem[] = [...table.broken]
  const sums = new Map<string, Counts>()
  for (const { row, cells } of table.rows) {
    const cell = (place: number | undefined): string => cells[place ?? -1] ?? ''
    const group = cell(groupAt).trim()
    const counts =
      group === ''
        ? 'The group is blank.'
        : readCounts([cell(eventsAt), cell(belowAt)], asked(columns.kind))
    if (typeof counts === 'string') problems.push({ row, reason: counts })
    else {
      const { numerator, denominator } = sums.get(group) ?? { numerator: 0, denominator: 0 }
      sums.set(group, {
        numerator: numerator + counts.numerator,
        denominator: denominator + counts.denominator,
      })
    }
  }
  if (sums.size === 0) {
    const [first] = problems
    throw new Invalid(
      `${table.name} has no row that can be used.${first ? ` Row ${first.row}: ${first.reason}` : ''}`,
    )
  }
  const groups = [...sums]
    .map(([group, counts]) => ({ group, ...counts }))
    .toSorted((a, b) => (a.group < b.group ? -1 : 1))
  return { groups, ...countRows(table.rows.length + table.broken.length, problems) }
}
