import type { ReactElement } from 'react'
import { asFigure } from '../words.js'
import { ChartFigure, Picture, type ChartProps } from './chart-figure.js'
import { px } from './geometry.js'
import { Markers } from './markers.js'
import { circle, triangleDown, triangleUp, whiskers, type Place } from './marks.js'
import type { XmrData, XmrPoint } from './xmr-data.js'
import { layOutXmr, segmentEnds, type XmrLayout } from './xmr-layout.js'
import { XmrLegend } from './xmr-legend.js'
import { XmrTable, type NewestRows } from './xmr-table.js'
import { describeXmr } from './xmr-words.js'

/**
 * An XmR chart (Shewhart; NHS England, Making Data Count): points, mean and limits as they were
 * computed, special causes by shape and letter, readable in grey.
 */
export const XmrChart = (
  props: ChartProps & XmrData & { newest?: NewestRows | undefined },
): ReactElement => {
  const layout = layOutXmr(props)
  const format = props.format ?? asFigure
  return (
    <ChartFigure
      {...props}
      legend={<XmrLegend points={props.points} />}
      table={() => (
        <XmrTable title={props.title} data={props} format={format} newest={props.newest} />
      )}
    >
      <Picture
        id={props.id}
        title={props.title}
        description={props.description ?? describeXmr(props, format)}
        width={layout.width}
        height={layout.height}
      >
        <XmrPicture layout={layout} data={props} />
      </Picture>
    </ChartFigure>
  )
}

/** What is drawn of an XmR chart, on a page or in a file. */
export const XmrPicture = ({
  layout,
  data,
}: {
  layout: XmrLayout
  data: XmrData
}): ReactElement => (
  <>
    <Axes layout={layout} />
    <Lines layout={layout} data={data} />
    {data.intervals ? <Intervals layout={layout} /> : null}
    <path className="wr-svg-line" d={layout.path} />
    <Points layout={layout} />
    <Labels layout={layout} />
    <Markers markers={layout.markers} bottom={layout.bottom} />
  </>
)

const Axes = ({ layout }: { layout: XmrLayout }): ReactElement => (
  <g>
    {layout.axis.ticks.map(({ at, label }) => (
      <g key={label}>
        <path className="wr-svg-grid" d={`M${layout.left} ${px(at)}H${layout.right}`} />
        <text className="wr-svg-quiet" x={layout.left - 6} y={px(at + 4)} textAnchor="end">
          {label}
        </text>
      </g>
    ))}
    {layout.periods.map(({ x, label, anchor }) => (
      <text key={x} className="wr-svg-quiet" x={x} y={layout.bottom + 18} textAnchor={anchor}>
        {label}
      </text>
    ))}
  </g>
)

const Lines = ({ layout, data }: { layout: XmrLayout; data: XmrData }): ReactElement => {
  const [lowest = 0, highest = 0] = layout.axis.scale.domain()
  // A limit beyond what is possible has no place in the plot; its name says so.
  const isShown = (value: number | null | undefined): value is number =>
    typeof value === 'number' && value >= lowest && value <= highest
  const across = (
    segments: readonly { ends: [number, number]; value: number | null | undefined }[],
  ) =>
    segments
      .map(({ ends: [start, end], value }) =>
        isShown(value) ? `M${start} ${px(layout.axis.scale(value))}H${end}` : '',
      )
      .join('')
  const segments = data.segments.map((segment) => ({ segment, ends: segmentEnds(layout, segment) }))
  const drawn = (pick: (segment: XmrData['segments'][number]) => number | null | undefined) =>
    across(segments.map(({ segment, ends }) => ({ ends, value: pick(segment) })))
  const near = drawn(({ nearLower }) => nearLower) + drawn(({ nearUpper }) => nearUpper)
  return (
    <g>
      {near ? <path className="wr-svg-near" d={near} /> : null}
      <path
        className="wr-svg-limit"
        d={drawn(({ lower }) => lower) + drawn(({ upper }) => upper)}
      />
      <path className="wr-svg-mean" d={drawn(({ mean }) => mean)} />
      {data.target ? (
        <path
          className="wr-svg-target"
          d={`M${layout.left} ${px(layout.axis.scale(data.target.value))}H${layout.right}`}
        />
      ) : null}
    </g>
  )
}

const Intervals = ({ layout }: { layout: XmrLayout }): ReactElement => (
  <path
    className="wr-svg-whisker"
    d={whiskers(
      layout.places.flatMap(({ point: { low, high }, place }) =>
        typeof low === 'number' && typeof high === 'number'
          ? [{ x: place.x, low: layout.axis.scale(low), high: layout.axis.scale(high) }]
          : [],
      ),
    )}
  />
)

type Placed = XmrLayout['places'][number]

const Points = ({ layout }: { layout: XmrLayout }): ReactElement => {
  const size = layout.places.length > 80 ? 2.4 : 3.6
  // One path for all the marks of a kind: an element a point would make the page slow and large.
  const marks = new Map<string, string>()
  for (const { point, place } of layout.places) {
    const name = markName(point)
    marks.set(name, (marks.get(name) ?? '') + markOf(point, place, size))
  }
  return (
    <g>
      {[...marks].map(([name, d]) => (
        <path key={name} className={name} d={d} />
      ))}
      {layout.places
        .filter(({ first }) => first)
        .map((one) => (
          <Letter key={one.place.x} placed={one} />
        ))}
    </g>
  )
}

const markName = ({ special, immature }: XmrPoint): string =>
  `wr-svg-${special?.kind ?? 'point'}${immature ? ' wr-svg-hollow' : ''}`

const markOf = ({ special }: XmrPoint, place: Place, size: number): string => {
  if (!special) return circle(place, size)
  return special.letter === 'H' ? triangleUp(place, size + 1) : triangleDown(place, size + 1)
}

const Letter = ({ placed: { point, place } }: { placed: Placed }): ReactElement => (
  <text
    className="wr-svg-strong wr-svg-halo"
    x={place.x}
    y={px(place.y + (point.special?.letter === 'H' ? -8 : 17))}
    textAnchor="middle"
  >
    {point.special?.letter}
  </text>
)

const Labels = ({ layout }: { layout: XmrLayout }): ReactElement => (
  <g>
    {layout.lineLabels.map(({ y, label, target }) => (
      <text
        key={label}
        className={target ? 'wr-svg-target-text' : 'wr-svg-text'}
        x={layout.right + 6}
        y={y}
      >
        {label}
      </text>
    ))}
  </g>
)
