import { Invalid } from '#kernel/errors.js'
import { columnOf, type Table } from '../read-table/table.js'

/**
 * The rows of a table whose cells are as named by conditions such as `org_code=R1F`; all must hold.
 * @throws Invalid for a condition that is none, a column that is not there, or no row left.
 */
export const rowsWhere = (table: Table, conditions: readonly string[]): Table => {
  const wanted = conditions.map((condition) => {
    const split = condition.indexOf('=')
    if (split < 1) throw new Invalid(`--where is column=value, not “${condition}”.`)
    const place = columnOf(table, condition.slice(0, split).trim())
    return { place, value: condition.slice(split + 1).trim() }
  })
  if (wanted.length === 0) return table
  const rows = table.rows.filter(({ cells }) =>
    wanted.every(({ place, value }) => (cells[place] ?? '').trim() === value),
  )
  if (rows.length > 0) return { ...table, rows, broken: [] }
  throw new Invalid(`${table.name} has no row where ${conditions.join(' and ')}.`)
}
