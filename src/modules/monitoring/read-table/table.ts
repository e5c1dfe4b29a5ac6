import { Invalid } from '#kernel/errors.js'

/** One row: its number in the file as a spreadsheet counts (the header is 1), and its cells. */
export interface TableRow {
  readonly row: number
  readonly cells: readonly string[]
}

/** A row that could not be taken apart, and why. */
export interface BrokenRow {
  readonly row: number
  readonly reason: string
}

/** A table as text. Cells stand in the order of the columns; a cell that is not there is empty. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
  readonly broken: readonly BrokenRow[]
  /** How it was read where that was not as it stands, in sentences. */
  readonly notes: readonly string[]
}

/** Most rows that a table may have. */
export const MOST_ROWS = 200_000

const MOST_NAMED = 40

const sameName = (one: string, other: string): boolean =>
  one.localeCompare(other, 'en', { sensitivity: 'accent' }) === 0

const listed = (columns: readonly string[]): string => {
  const named = columns.slice(0, MOST_NAMED).map((column) => `“${column}”`)
  const rest = columns.length - named.length
  return `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/**
 * The place of a column by its name, exactly or but for capitals.
 * @throws Invalid with the columns there are, or when two have the name.
 */
export const columnOf = (table: Table, name: string): number => {
  const exact = table.columns.filter((column) => column === name)
  const found = exact.length > 0 ? exact : table.columns.filter((column) => sameName(column, name))
  const [column] = found
  if (column === undefined) {
    throw new Invalid(
      `${table.name} has no column “${name}”. Its columns are ${listed(table.columns)}.`,
    )
  }
  if (found.length > 1) {
    throw new Invalid(
      `${table.name} has ${found.length} columns “${name}”. Give each its own name.`,
    )
  }
  return table.columns.indexOf(column)
}
