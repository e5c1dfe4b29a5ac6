import { px, shortened, textWidth } from './geometry.js'

/** Something that happened before a place of a chart, such as a version going in. */
export interface ChartMarker {
  at: number
  label: string
}

/** Where a marker and its name stand. */
export interface PlacedMarker {
  x: number
  y: number
  label: string
  anchor: 'start' | 'end'
}

/** From a marker to its name, in pixels. */
export const BESIDE_MARKER = 4

const ROW = 14

/**
 * Markers with their names in as many rows from `first` down as keep any two apart; a name stands on the
 * side that has room before `end`, and is shortened where neither has.
 */
export const placeMarkers = (
  markers: readonly ChartMarker[],
  { x, end, first }: { x: (at: number) => number; end: number; first: number },
): PlacedMarker[] => {
  const rows: number[] = []
  return markers.map(({ at, label: given }) => {
    const here = px(x(at))
    const anchor = here + textWidth(given) + 6 > end && here > end / 2 ? 'end' : 'start'
    const room = (anchor === 'start' ? end - here : here) - 6
    const label = shortened(given, room)
    const wide = textWidth(label)
    const start = anchor === 'start' ? here : here - wide
    const free = rows.findIndex((until) => until < start)
    const row = free === -1 ? rows.length : free
    rows[row] = start + wide + 12
    return { x: here, y: first + row * ROW, label, anchor }
  })
}
