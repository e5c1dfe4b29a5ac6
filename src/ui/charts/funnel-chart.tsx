import { line } from 'd3-shape'
import type { ReactElement } from 'react'
import { Table } from '../parts/table.js'
import { asCount, asCountOf, asFigure } from '../words.js'
import { ChartFigure, Picture, type ChartProps } from './chart-figure.js'
import { px, valueAxis, type ValueAxis } from './geometry.js'
import { circle, triangleUp } from './marks.js'
import { svgFile } from './svg-file.js'

/** One site of a funnel: its share, what it is taken of, and the limits at that size. */
export interface FunnelSite {
  label: string
  value: number
  denominator: number
  limits: { low95: number; high95: number; low99: number; high99: number }
  outside: boolean
}

/** What a funnel is drawn from; it computes nothing. */
export interface FunnelData {
  sites: readonly FunnelSite[]
  target: number
  sizeWords: string
}

const [WIDTH, LEFT, TOP, PLOT] = [660, 44, 20, 220]
const HEIGHT = TOP + PLOT + 44

/**
 * Shares against how many they are taken of, within limits around the overall share (Spiegelhalter
 * 2005). Sites are numbered in the order given, which is no ranking.
 */
export const FunnelChart = (props: ChartProps & FunnelData): ReactElement => {
  const { sites, target } = props
  return (
    <ChartFigure {...props} bySize table={() => <FunnelTable {...props} />}>
      <Picture
        id={props.id}
        title={props.title}
        description={props.description ?? describe(sites, target)}
        width={WIDTH}
        height={HEIGHT}
      >
        <FunnelPicture {...props} />
      </Picture>
    </ChartFigure>
  )
}

/** A funnel as an SVG file of its own, with a list of the numbered sites under it. */
export const funnelFile = (props: FunnelData & { title: string; note: string }): string => {
  const { sites, target } = props
  return svgFile({
    title: props.title,
    description: `${describe(sites, target)} ${props.note}`,
    width: WIDTH,
    height: HEIGHT + sites.length * 16 + 8,
    picture: (
      <>
        <FunnelPicture {...props} />
        {sites.map(({ label, value, denominator }, place) => (
          <text key={label} className="wr-svg-text" x={LEFT} y={HEIGHT + 12 + place * 16}>
            {`${place + 1} ${label}: ${asFigure(value)} of ${asCount(denominator)}`}
          </text>
        ))}
      </>
    ),
  })
}

const FunnelPicture = ({ sites, target, sizeWords }: FunnelData): ReactElement => {
  const values = sites.flatMap(({ value, limits }) => [value, limits.low99, limits.high99])
  const x = valueAxis(
    [0, ...sites.map(({ denominator }) => denominator)],
    [LEFT, WIDTH - 20],
    [0, null],
  )
  const y = valueAxis([...values, target], [TOP + PLOT, TOP], [0, 1])
  return (
    <>
      <Axes x={x} y={y} words={sizeWords} />
      <path className="wr-svg-mean" d={`M${LEFT} ${px(y.scale(target))}H${WIDTH - 20}`} />
      <Limits sites={sites} x={x} y={y} />
      {sites.map((site, place) => (
        <Mark key={site.label} site={site} place={place} x={x} y={y} />
      ))}
    </>
  )
}

const Axes = ({ x, y, words }: { x: ValueAxis; y: ValueAxis; words: string }) => (
  <g>
    {y.ticks.map(({ at, label }) => (
      <g key={label}>
        <path className="wr-svg-grid" d={`M${LEFT} ${px(at)}H${WIDTH - 20}`} />
        <text className="wr-svg-quiet" x={LEFT - 6} y={px(at + 4)} textAnchor="end">
          {label}
        </text>
      </g>
    ))}
    {x.ticks.map(({ at, label }) => (
      <text key={label} className="wr-svg-quiet" x={px(at)} y={TOP + PLOT + 18} textAnchor="middle">
        {label}
      </text>
    ))}
    <text className="wr-svg-text" x={WIDTH / 2} y={TOP + PLOT + 38} textAnchor="middle">
      {words}
    </text>
  </g>
)

const Limits = ({ sites, x, y }: { sites: readonly FunnelSite[]; x: ValueAxis; y: ValueAxis }) => {
  const bySize = sites.toSorted((a, b) => a.denominator - b.denominator)
  const through = (of: keyof FunnelSite['limits']): string =>
    line<FunnelSite>()
      .x(({ denominator }) => x.scale(denominator))
      .y(({ limits }) => y.scale(limits[of]))
      .digits(1)([...bySize]) ?? ''
  return (
    <g fill="none">
      <path className="wr-svg-near" d={through('low95') + through('high95')} />
      <path className="wr-svg-limit" d={through('low99') + through('high99')} />
    </g>
  )
}

const Mark = (props: { site: FunnelSite; place: number; x: ValueAxis; y: ValueAxis }) => {
  const { site, place } = props
  const at = { x: props.x.scale(site.denominator), y: props.y.scale(site.value) }
  return (
    <g>
      <path
        className={site.outside ? 'wr-svg-concern' : 'wr-svg-point'}
        d={site.outside ? triangleUp(at, 5) : circle(at, 3.6)}
      />
      <text className="wr-svg-text wr-svg-halo" x={px(at.x + 7)} y={px(at.y - 5)}>
        {place + 1}
      </text>
    </g>
  )
}

const describe = (sites: readonly FunnelSite[], target: number): string => {
  const outside = sites.filter((site) => site.outside).map(({ label }) => label)
  return `${asCountOf(sites.length, 'site')} around ${asFigure(target)}. ${
    outside.length === 0 ? 'None lies outside the 99.8% limits.' : `Outside: ${outside.join(', ')}.`
  }`
}

const FunnelTable = (props: { title: string; sites: readonly FunnelSite[]; sizeWords: string }) => (
  <Table
    compact
    caption={props.title}
    quietCaption
    rows={props.sites}
    columns={[
      { heading: 'Site', cell: ({ label }, place) => `${place + 1} ${label}` },
      { heading: props.sizeWords, numeric: true, cell: (row) => asCount(row.denominator) },
      { heading: 'Share', numeric: true, cell: ({ value }) => asFigure(value) },
      {
        heading: '95% limits',
        cell: ({ limits }) => `${asFigure(limits.low95)} to ${asFigure(limits.high95)}`,
      },
      {
        heading: '99.8% limits',
        cell: ({ limits }) => `${asFigure(limits.low99)} to ${asFigure(limits.high99)}`,
      },
      { heading: 'What it shows', cell: ({ outside }) => (outside ? 'outside' : 'within') },
    ]}
  />
)
