import type { ReactElement, ReactNode } from 'react'
import { Table, type Column } from '../parts/table.js'
import { Tag, type Tone } from '../parts/tag.js'
import { asCount, asFigure, asInterval, TOO_FEW } from '../words.js'
import { ChartFigure, type ChartProps } from './chart-figure.js'
import { px, valueAxis, type Bounds, type ValueAxis } from './geometry.js'

/** One site, version or group beside the others. */
export interface ComparedRow {
  label: ReactNode
  value: number | null
  low?: number | null | undefined
  high?: number | null | undefined
  n?: number | undefined
  /** What stands when there is no value: "held back", "too few to say", "not answered". */
  missing?: string | undefined
  state?: { word: string; tone: Tone } | undefined
}

/** Rows side by side: value, interval and n in words, and drawn on one scale in the same row. */
export const IntervalComparison = (
  props: ChartProps & {
    rows: readonly ComparedRow[]
    /** Heading of the first column: "Site". */
    rowHeading: string
    valueHeading: string
    /** What the denominators count: "X-rays with a finding". */
    nWords?: string | undefined
    target?: { value: number; label: string } | undefined
    bounds?: Bounds | undefined
    places?: number | undefined
  },
): ReactElement => {
  const { rows, target, places = 2 } = props
  const values = rows.flatMap(({ value, low, high }) => [value, low, high]).concat(target?.value)
  const axis = valueAxis(
    values.filter((value) => typeof value === 'number'),
    [14, WIDTH - 14],
    props.bounds,
    3,
  )
  const columns: Column<ComparedRow>[] = [
    {
      heading: props.rowHeading,
      cell: (row) => (
        <>
          {row.label}
          <span className="wr-note">{rowWords(row, places, props.nWords)}</span>
        </>
      ),
    },
    {
      heading: props.valueHeading,
      numeric: true,
      cell: ({ value }) => asFigure(value, places, '–'),
    },
    {
      heading: 'On one scale',
      headingExtra: <AxisStrip axis={axis} />,
      quietHeading: true,
      cell: (row) => <Strip row={row} axis={axis} target={target?.value} />,
    },
    {
      heading: 'State',
      quietHeading: true,
      cell: ({ state }) => (state ? <Tag tone={state.tone}>{state.word}</Tag> : null),
    },
  ]
  return (
    <ChartFigure
      {...props}
      narrow
      withoutTable
      table={() => null}
      note={
        <>
          {target ? `Broken line: ${target.label}, ${asFigure(target.value, places)}. ` : null}
          {props.note}
        </>
      }
    >
      <Table
        caption={props.description ?? props.title}
        quietCaption
        rows={rows}
        columns={rows.some(({ state }) => state) ? columns : columns.slice(0, -1)}
      />
    </ChartFigure>
  )
}

const rowWords = (row: ComparedRow, places: number, nWords: string | undefined): string =>
  [
    row.value === null ? (row.missing ?? TOO_FEW) : asInterval(row, places),
    row.n === undefined ? '' : nWords ? `${asCount(row.n)} ${nWords}` : `n ${asCount(row.n)}`,
  ]
    .filter(Boolean)
    .join(', ')

const WIDTH = 160
const HEIGHT = 24

const AxisStrip = ({ axis }: { axis: ValueAxis }): ReactElement => (
  <svg className="wr-strip" viewBox={`0 0 ${WIDTH} 16`} aria-hidden="true">
    {axis.ticks.map(({ at, label }) => (
      <text key={label} className="wr-svg-quiet" x={px(at)} y={12} textAnchor="middle">
        {label}
      </text>
    ))}
  </svg>
)

const Strip = (props: {
  row: ComparedRow
  axis: ValueAxis
  target: number | undefined
}): ReactElement => {
  const { scale, ticks } = props.axis
  const { value, low, high } = props.row
  const middle = HEIGHT / 2
  return (
    <svg className="wr-strip" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path className="wr-svg-grid" d={ticks.map(({ at }) => `M${px(at)} 0V${HEIGHT}`).join('')} />
      {props.target === undefined ? null : (
        <path className="wr-svg-target" d={`M${px(scale(props.target))} 0V${HEIGHT}`} />
      )}
      {typeof low === 'number' && typeof high === 'number' ? (
        <path className="wr-svg-interval" d={`M${px(scale(low))} ${middle}H${px(scale(high))}`} />
      ) : null}
      {value === null ? null : (
        <circle className="wr-svg-point" cx={px(scale(value))} cy={middle} r={4} />
      )}
    </svg>
  )
}
