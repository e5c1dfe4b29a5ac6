import type { ReactElement, ReactNode } from 'react'

/** A column of a table: its heading and how a row fills it. */
export interface Column<Row> {
  heading: string
  /** Unit of the figures, shown in the heading: "Wait (days)". */
  unit?: string | undefined
  /** Right-aligned figures. */
  numeric?: boolean | undefined
  /** The cell names its row; the first column does unless another says so. */
  rowHeader?: boolean | undefined
  /** Keeps the heading for screen readers only, for a column of links. */
  quietHeading?: boolean | undefined
  /** Drawn after a heading, such as the axis of what the cells draw. */
  headingExtra?: ReactNode | undefined
  /** Makes the heading a link that sorts; `direction` when the list is sorted by it now. */
  sort?: { href: string; direction?: 'ascending' | 'descending' | undefined } | undefined
  cell: (row: Row, index: number) => ReactNode
}

/** A table; on a phone each cell stands under the last with its heading beside it. */
export interface TableProps<Row> {
  caption: string
  /** Keeps the caption for screen readers, where a heading above says the same. */
  quietCaption?: boolean | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey?: ((row: Row, index: number) => string) | undefined
  /** What stands instead of the table when there are no rows. */
  empty?: ReactNode | undefined
  /** Smaller type and rows, for tables of figures under a chart. */
  compact?: boolean | undefined
}

/** A table of rows. */
export const Table = <Row,>(props: TableProps<Row>): ReactElement => {
  const { caption, columns, rows, empty, rowKey = byIndex } = props
  if (rows.length === 0 && empty !== undefined) return <div className="wr-empty">{empty}</div>
  const named = Math.max(
    0,
    columns.findIndex((column) => column.rowHeader),
  )
  return (
    <table className={`wr-table${props.compact ? ' wr-table--compact' : ''}`} role="table">
      <caption className={props.quietCaption ? 'nhsuk-u-visually-hidden' : undefined}>
        {caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column, index) => (
            <Heading key={index} column={column} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, index) => (
          <tr role="row" key={rowKey(row, index)}>
            {columns.map((column, at) => (
              <Cell
                key={at}
                column={column}
                header={at === named}
                content={column.cell(row, index)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Heading = <Row,>({ column }: { column: Column<Row> }): ReactElement => {
  const { sort, quietHeading, numeric } = column
  const arrow = sort?.direction ? { ascending: ' ▲', descending: ' ▼' }[sort.direction] : ''
  const words = (
    <>
      {column.heading}
      {column.unit ? <span className="wr-table__unit"> ({column.unit})</span> : null}
    </>
  )
  return (
    <th
      role="columnheader"
      scope="col"
      className={numeric ? 'wr-table__number' : undefined}
      aria-sort={sort?.direction}
    >
      {sort ? (
        <a href={sort.href}>
          {words}
          {arrow ? <span aria-hidden="true">{arrow}</span> : null}
        </a>
      ) : quietHeading ? (
        <span className="nhsuk-u-visually-hidden">{words}</span>
      ) : (
        words
      )}
      {column.headingExtra}
    </th>
  )
}

const Cell = <Row,>(props: {
  column: Column<Row>
  header: boolean
  content: ReactNode
}): ReactElement => {
  const { column, header, content } = props
  const label = column.quietHeading
    ? undefined
    : `${column.heading}${column.unit ? ` (${column.unit})` : ''}`
  const className = column.numeric ? 'wr-table__number' : undefined
  return header ? (
    <th role="rowheader" scope="row" data-label={label} className={className}>
      {content}
    </th>
  ) : (
    <td role="cell" data-label={label} className={className}>
      {content}
    </td>
  )
}

const byIndex = (_row: unknown, index: number): string => String(index)
