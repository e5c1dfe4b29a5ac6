import { asCount, asFigure, asInterval, TOO_FEW } from '../words.js'
import { px, valueAxis, type Bounds } from './geometry.js'
import { svgFile } from './svg-file.js'

/** One row of the file; its label is text. */
export interface IntervalFileRow {
  label: string
  value: number | null
  low: number | null
  high: number | null
  n: number | null
  missing: string | null
}

const [WIDTH, ROW, LEFT, RIGHT, LONGEST] = [720, 26, 300, 520, 44]

/** Rows side by side on one scale, with value, interval and n in words, as an SVG file of its own. */
export const intervalFile = (props: {
  title: string
  note: string
  rows: readonly IntervalFileRow[]
  bounds?: Bounds | undefined
  places?: number | undefined
}): string => {
  const { rows, places = 2 } = props
  const values = rows.flatMap(({ value, low, high }) => [value, low, high])
  const axis = valueAxis(
    values.filter((value) => value !== null),
    [LEFT, RIGHT],
    props.bounds,
    4,
  )
  const bottom = rows.length * ROW + 8
  return svgFile({
    title: props.title,
    description: `${rows.map((row) => `${row.label}: ${rowWords(row, places)}`).join('. ')}. ${props.note}`,
    width: WIDTH,
    height: bottom + 28,
    picture: (
      <>
        {axis.ticks.map(({ at, label }) => (
          <g key={label}>
            <path className="wr-svg-grid" d={`M${px(at)} 0V${bottom}`} />
            <text className="wr-svg-quiet" x={px(at)} y={bottom + 16} textAnchor="middle">
              {label}
            </text>
          </g>
        ))}
        {rows.map((row, place) => (
          <FileRow
            key={row.label}
            row={row}
            y={place * ROW + ROW / 2}
            at={axis.scale}
            places={places}
          />
        ))}
      </>
    ),
  })
}

const FileRow = (props: {
  row: IntervalFileRow
  y: number
  at: (value: number) => number
  places: number
}) => {
  const { row, y, at } = props
  const { label, value, low, high } = row
  return (
    <g>
      <text className="wr-svg-text" x={8} y={y + 4}>
        {label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label}
      </text>
      {low !== null && high !== null ? (
        <path className="wr-svg-interval" d={`M${px(at(low))} ${y}H${px(at(high))}`} />
      ) : null}
      {value === null ? null : <circle className="wr-svg-point" cx={px(at(value))} cy={y} r={4} />}
      <text className="wr-svg-text" x={RIGHT + 16} y={y + 4}>
        {rowWords(row, props.places)}
      </text>
    </g>
  )
}

const rowWords = (row: IntervalFileRow, places: number): string =>
  [
    row.value === null
      ? (row.missing ?? TOO_FEW)
      : `${asFigure(row.value, places)} (${asInterval(row, places)})`,
    row.n === null ? '' : `n ${asCount(row.n)}`,
  ]
    .filter(Boolean)
    .join(', ')
