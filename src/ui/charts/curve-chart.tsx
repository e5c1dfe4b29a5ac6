import { line } from 'd3-shape'
import type { ReactElement } from 'react'
import { Table } from '../parts/table.js'
import { asCountOf, asFigure } from '../words.js'
import { ChartFigure, Picture, type ChartProps } from './chart-figure.js'
import type { CurveData, CurveLine } from './curve-data.js'
import { isOverNumbers, layOutCurve, type CurveLayout } from './curve-layout.js'
import { px, textWidth } from './geometry.js'
import { Markers } from './markers.js'
import { circle, triangleDown, triangleUp } from './marks.js'
import { svgFile } from './svg-file.js'

/** One or a few lines over numbers or periods, told apart by their stroke and named. */
export const CurveChart = (props: ChartProps & CurveData): ReactElement => {
  const layout = layOutCurve(props)
  return (
    <ChartFigure
      {...props}
      narrow={isOverNumbers(props)}
      table={() => <CurveTable title={props.title} table={props.table} />}
    >
      <Picture
        id={props.id}
        title={props.title}
        description={props.description ?? describe(props)}
        width={layout.width}
        height={layout.height}
      >
        <CurvePicture layout={layout} data={props} />
      </Picture>
    </ChartFigure>
  )
}

/** The same as an SVG file of its own. */
export const curveFile = (props: CurveData & { title: string; note: string }): string => {
  const layout = layOutCurve(props)
  return svgFile({
    title: props.title,
    description: `${describe(props)} ${props.note}`,
    width: Math.max(layout.width, textWidth(props.title) + 24),
    height: layout.height,
    picture: <CurvePicture layout={layout} data={props} />,
  })
}

const STROKES: Readonly<Record<CurveLine['stroke'], string>> = {
  solid: 'wr-svg-interval',
  dashed: 'wr-svg-limit',
  dotted: 'wr-svg-marker',
}

const LEVEL = 'wr-svg-diagonal'

const CurvePicture = ({ layout, data }: { layout: CurveLayout; data: CurveData }) => (
  <>
    <Axes layout={layout} data={data} />
    <g fill="none">
      {(data.levels ?? []).map(({ value, label }) => (
        <path
          key={label}
          className={LEVEL}
          d={`M${layout.left} ${px(layout.y.scale(value))}H${layout.right}`}
        />
      ))}
      {data.lines.map((one) => (
        <path key={one.name} className={STROKES[one.stroke]} d={pathOf(one, layout)} />
      ))}
    </g>
    <Markers markers={layout.markers} bottom={layout.bottom} />
    {(data.marks ?? []).map(({ x, y, rises }) => {
      const at = { x: layout.x(x), y: layout.y.scale(y) }
      return (
        <path
          key={`${x} ${y}`}
          className="wr-svg-concern"
          d={rises ? triangleUp(at, 4.6) : triangleDown(at, 4.6)}
        />
      )
    })}
    {layout.names.map(({ x, y, label }) => (
      <text key={label} className="wr-svg-text" x={px(x)} y={px(y)}>
        {label}
      </text>
    ))}
    {layout.samples.map(({ x, y, label, stroke }) => (
      <g key={label}>
        <path
          className={stroke === 'level' ? LEVEL : STROKES[stroke]}
          d={`M${px(x)} ${px(y - 4)}h28`}
        />
        <text className="wr-svg-text" x={px(x + 36)} y={px(y)}>
          {label}
        </text>
      </g>
    ))}
  </>
)

const pathOf = ({ points }: CurveLine, layout: CurveLayout): string => {
  const known = points.flatMap(({ x, y }) =>
    y === null ? [] : [{ x: layout.x(x), y: layout.y.scale(y) }],
  )
  const [only] = known
  // A line of one place has no length: without a mark it would not be seen.
  if (only && known.length === 1) return circle(only, 2)
  return (
    line<CurveLine['points'][number]>()
      .defined(({ y }) => y !== null)
      .x(({ x }) => layout.x(x))
      .y(({ y }) => layout.y.scale(y ?? 0))
      .digits(1)([...points]) ?? ''
  )
}

const Axes = ({ layout, data }: { layout: CurveLayout; data: CurveData }) => (
  <g>
    {layout.y.ticks.map(({ at, label }) => (
      <g key={label}>
        <path className="wr-svg-grid" d={`M${layout.left} ${px(at)}H${layout.right}`} />
        <text className="wr-svg-quiet" x={layout.left - 6} y={px(at + 4)} textAnchor="end">
          {label}
        </text>
      </g>
    ))}
    {layout.places.map(({ x, label }) => (
      <text
        key={`${x}`}
        className="wr-svg-quiet"
        x={px(x)}
        y={layout.bottom + 18}
        textAnchor="middle"
      >
        {label}
      </text>
    ))}
    <text className="wr-svg-text" x={layout.left} y={12}>
      {data.yWords}
    </text>
    <text
      className="wr-svg-text"
      x={(layout.left + layout.right) / 2}
      y={layout.bottom + 38}
      textAnchor="middle"
    >
      {data.xWords}
    </text>
  </g>
)

const CurveTable = (props: { title: string; table: CurveData['table'] }) => (
  <Table
    compact
    quietCaption
    caption={props.title}
    rows={props.table.rows}
    columns={props.table.columns.map((heading, place) => ({
      heading,
      numeric: props.table.rows.every((row) => /^[-−+\d.,%–]*$/.test(row[place] ?? '')),
      cell: (row: readonly string[]) => row[place] ?? '',
    }))}
  />
)

const describe = ({ lines, periods, xWords, marks, markers }: CurveData): string => {
  const at = (x: number): string => periods?.[x] ?? `${xWords} ${asFigure(x)}`
  return [
    ...lines.map(({ name, points }) => {
      const known = points.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]))
      const [first, last] = [known[0], known.at(-1)]
      if (!first || !last) return `${name}: nothing to draw.`
      return `${name}: ${asFigure(first.y)} at ${at(first.x)}, ${asFigure(last.y)} at ${at(last.x)}.`
    }),
    ...(markers ?? []).map(({ at: place, label }) => `${label} before ${at(place)}.`),
    marks && marks.length > 0 ? `${asCountOf(marks.length, 'point')} past a limit.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}
