import type { ReactElement } from 'react'
import { BESIDE_MARKER, type PlacedMarker } from './place-markers.js'

/** Where something changed: a line from its name down to the axis. */
export const Markers = (props: {
  markers: readonly PlacedMarker[]
  bottom: number
}): ReactElement => (
  <g>
    {props.markers.map(({ x, y, label, anchor }) => (
      <g key={`${x} ${label}`}>
        <path className="wr-svg-marker" d={`M${x} ${y - 10}V${props.bottom}`} />
        <text
          className="wr-svg-text wr-svg-halo"
          x={anchor === 'start' ? x + BESIDE_MARKER : x - BESIDE_MARKER}
          y={y}
          textAnchor={anchor}
        >
          {label}
        </text>
      </g>
    ))}
  </g>
)
