import type { ReactElement } from 'react'
import { Table } from '../parts/table.js'
import { asCount, asCountOf, asFigure, asInterval } from '../words.js'
import { ChartFigure, Picture, type ChartProps } from './chart-figure.js'
import { px, textWidth, valueAxis, type ValueAxis } from './geometry.js'
import { circle, whiskers } from './marks.js'
import { svgFile } from './svg-file.js'

/** People with about the same predicted risk, and how many of them had the outcome. */
export interface ReliabilityBin {
  /** Mean predicted risk, 0 to 1. */
  predicted: number
  /** Share observed, 0 to 1; null when too few. */
  observed: number | null
  low?: number | null | undefined
  high?: number | null | undefined
  n: number
}

const SIZE = 300
const LEFT = 44
const TOP = 10
const STRIP = 40
const WIDTH = LEFT + SIZE + 20
const HEIGHT = TOP + SIZE + STRIP + 44

/** Predicted against observed risk: on the dashed line the two agree; bars show how many people. */
export const ReliabilityChart = (
  props: ChartProps & { bins: readonly ReliabilityBin[] },
): ReactElement => {
  const { bins } = props
  return (
    <ChartFigure {...props} narrow table={() => <BinTable title={props.title} bins={bins} />}>
      <Picture
        id={props.id}
        title={props.title}
        description={props.description ?? describeBins(bins)}
        width={WIDTH}
        height={HEIGHT}
      >
        <BinPicture bins={bins} />
      </Picture>
    </ChartFigure>
  )
}

/** The same as an SVG file of its own. */
export const reliabilityFile = (props: {
  title: string
  note: string
  bins: readonly ReliabilityBin[]
}): string =>
  svgFile({
    title: props.title,
    description: `${describeBins(props.bins)} ${props.note}`,
    width: Math.max(WIDTH, textWidth(props.title) + 24),
    height: HEIGHT,
    picture: <BinPicture bins={props.bins} />,
  })

const BinPicture = ({ bins }: { bins: readonly ReliabilityBin[] }): ReactElement => {
  const shown = bins.flatMap(({ predicted, observed, high }) => [predicted, observed, high])
  const values = [0, ...shown.filter((value) => typeof value === 'number')]
  const x = valueAxis(values, [LEFT, LEFT + SIZE], [0, 1])
  const y = valueAxis(values, [TOP + SIZE, TOP], [0, 1])
  return (
    <>
      <Frame x={x} y={y} />
      <Bars x={x} bins={bins} />
      <Points x={x} y={y} bins={bins} />
    </>
  )
}

const Frame = ({ x, y }: { x: ValueAxis; y: ValueAxis }): ReactElement => {
  const bottom = TOP + SIZE
  const [start = 0, end = 1] = x.scale.domain()
  return (
    <g>
      {y.ticks.map(({ at, label }) => (
        <g key={label}>
          <path className="wr-svg-grid" d={`M${LEFT} ${px(at)}h${SIZE}`} />
          <text className="wr-svg-quiet" x={LEFT - 6} y={px(at + 4)} textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {x.ticks.map(({ at, label }) => (
        <text
          key={label}
          className="wr-svg-quiet"
          x={px(at)}
          y={bottom + STRIP + 18}
          textAnchor="middle"
        >
          {label}
        </text>
      ))}
      <path
        className="wr-svg-diagonal"
        d={`M${px(x.scale(start))} ${px(y.scale(start))}L${px(x.scale(end))} ${px(y.scale(end))}`}
      />
      <text className="wr-svg-text" x={LEFT + SIZE / 2} y={bottom + STRIP + 36} textAnchor="middle">
        predicted risk
      </text>
      <text
        className="wr-svg-text"
        transform={`translate(11 ${TOP + SIZE / 2}) rotate(-90)`}
        textAnchor="middle"
      >
        observed share
      </text>
    </g>
  )
}

const Bars = ({ x, bins }: { x: ValueAxis; bins: readonly ReliabilityBin[] }): ReactElement => {
  const most = Math.max(1, ...bins.map(({ n }) => n))
  const bottom = TOP + SIZE + STRIP
  return (
    <path
      className="wr-svg-bar"
      d={bins
        .map(({ predicted, n }) => {
          const height = px((n / most) * (STRIP - 8))
          return `M${px(x.scale(predicted) - 4)} ${bottom}v${-height}h8v${height}z`
        })
        .join('')}
    />
  )
}

const Points = (props: {
  x: ValueAxis
  y: ValueAxis
  bins: readonly ReliabilityBin[]
}): ReactElement => {
  const placed = props.bins.flatMap((bin) =>
    bin.observed === null
      ? []
      : [{ bin, x: props.x.scale(bin.predicted), y: props.y.scale(bin.observed) }],
  )
  const ends = placed.flatMap(({ bin: { low, high }, x }) =>
    typeof low === 'number' && typeof high === 'number'
      ? [{ x, low: props.y.scale(low), high: props.y.scale(high) }]
      : [],
  )
  return (
    <g>
      <path className="wr-svg-whisker" d={whiskers(ends)} />
      <path className="wr-svg-point" d={placed.map((place) => circle(place, 4)).join('')} />
    </g>
  )
}

const BinTable = ({
  title,
  bins,
}: {
  title: string
  bins: readonly ReliabilityBin[]
}): ReactElement => (
  <Table
    compact
    quietCaption
    caption={title}
    rows={bins}
    columns={[
      { heading: 'Predicted', numeric: true, cell: ({ predicted }) => asFigure(predicted, 3) },
      { heading: 'Observed', numeric: true, cell: ({ observed }) => asFigure(observed, 3) },
      {
        heading: '95% interval',
        cell: ({ observed, low, high }) => asInterval({ value: observed, low, high }, 3),
      },
      { heading: 'n', numeric: true, cell: ({ n }) => asCount(n) },
    ]}
  />
)

const describeBins = (bins: readonly ReliabilityBin[]): string =>
  `${asCountOf(bins.length, 'group')} of people by predicted risk. ${bins
    .map(
      ({ predicted, observed }) =>
        `Predicted ${asFigure(predicted)}, observed ${asFigure(observed)}.`,
    )
    .join(' ')}`
