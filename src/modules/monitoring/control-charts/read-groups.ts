import { Invalid } from '#kernel/errors.js'
import type { FunnelInput } from '#statistics/funnel.js'
import type { FunnelKind } from '#statistics/funnel-limits.js'
import { readNumber } from '../read-table/read-number.js'
import { columnOf, type Table } from '../read-table/table.js'
import { countRows, type RowCounts, type RowProblem } from './excluded-rows.js'

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

const number = (cell: string, what: string): number | string => {
  const read = readNumber(cell)
  if ('missing' in read) return `The ${what} is blank.`
  return 'problem' in read ? read.problem : read.value
}

type Counted = Omit<FunnelInput, 'group'>

const countsOf = (cells: readonly [string, string], kind: FunnelKind): Counted | string => {
  const what = kind === 'proportion' ? 'total' : 'expected number'
  const numerator = number(cells[0], 'number of events')
  const denominator = number(cells[1], what)
  if (typeof numerator === 'string') return numerator
  if (typeof denominator === 'string') return denominator
  if (numerator < 0 || !Number.isInteger(numerator))
    return 'Events are not a whole number from 0 up.'
  if (kind === 'proportion' && !Number.isInteger(denominator)) {
    return 'The total is not a whole number; name expected numbers with --expected.'
  }
  if (denominator <= 0) return `The ${what} is not above 0.`
  if (kind === 'proportion' && numerator > denominator)
    return 'There are more events than the total.'
  return { numerator, denominator }
}

/**
 * Events and totals (or expected numbers) of each group, added up over its rows.
 * @throws Invalid for a missing column or when no row can be used.
 */
export const readGroups = (table: Table, columns: GroupColumns): Groups => {
  const [eventsAt, belowAt, groupAt] = [columns.events, columns.denominator, columns.group].map(
    (name) => columnOf(table, name),
  )
  const problems: RowProblem[] = [...table.broken]
  const sums = new Map<string, Counted>()
  for (const { row, cells } of table.rows) {
    const cell = (place: number | undefined): string => cells[place ?? -1] ?? ''
    const group = cell(groupAt).trim()
    const counts =
      group === '' ? 'The group is blank.' : countsOf([cell(eventsAt), cell(belowAt)], columns.kind)
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
