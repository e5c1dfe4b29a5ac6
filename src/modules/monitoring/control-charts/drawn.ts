import { csvText } from '../pages/csv-text.js'
import { textTable } from './text-table.js'

type Cell = string | number | null

/** A chart as the command answers it: for programs, and in words and a table for people. */
export interface Drawn {
  readonly json: object
  /** Sentences that stand before the table. */
  readonly words: readonly string[]
  /** Headings of the table. */
  readonly columns: readonly string[]
  /** A row a point; numbers as they were computed. */
  readonly rows: readonly (readonly Cell[])[]
  /** How a number of the table is written for people. */
  readonly show: (value: number | null) => string
}

/** A chart for people: its sentences, then every point. */
export const drawnText = ({ words, columns, rows, show }: Drawn): string => {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : show(cell))))
  return [...words, '', textTable(columns, cells)].join('\n')
}

/** The points of charts of one kind as CSV, each with the value it was parted by, if it was. */
export const drawnCsv = (
  charts: readonly { readonly part: string; readonly drawn: Drawn }[],
  by: string | undefined,
): string => {
  const lead = (cell: string): Cell[] => (by === undefined ? [] : [cell])
  const rows = charts.flatMap(({ part, drawn }) => drawn.rows.map((row) => [...lead(part), ...row]))
  return csvText([[...lead(by ?? ''), ...(charts[0]?.drawn.columns ?? [])], ...rows]).trimEnd()
}
