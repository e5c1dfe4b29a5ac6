import { Invalid } from '#kernel/errors.js'
import { columnOf, type Table, type TableRow } from '../read-table/table.js'

/** Most series that one call draws. */
const MOST_FACETS = 200

/**
 * A table parted by the values of a column, in the order in which they first stand there; rows that
 * could not be read stay with none. @throws Invalid for a missing column or too many values.
 */
export const facetsOf = (table: Table, column: string): { value: string; facet: Table }[] => {
  const place = columnOf(table, column)
  const parts = new Map<string, TableRow[]>()
  for (const row of table.rows) {
    const value = (row.cells[place] ?? '').trim()
    const part = parts.get(value)
    if (part) part.push(row)
    else parts.set(value, [row])
  }
  if (parts.size > MOST_FACETS) {
    throw new Invalid(
      `${table.name} has ${parts.size} values of ${column}. Draw up to ${MOST_FACETS} at a time: narrow them with --where.`,
    )
  }
  return [...parts].map(([value, rows]) => ({ value, facet: { ...table, rows, broken: [] } }))
}
