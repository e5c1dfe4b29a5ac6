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

const [ROW, GAP] = [14, 12]

/**
 * Markers with their names in rows from `first` down, so that no two names overlap and no line, which runs
 * down from its name, crosses the name of one before it: a name stands below those it reaches into. It
 * stands on the side that has room before `end`, and is shortened where neither has.
 */
export const placeMarkers = (
  markers: readonly ChartMarker[],
  { x, end, first }: { x: (at: number) => number; end: number; first: number },
): PlacedMarker[] => {
  const named = markers
    .map((marker) => nameOf(marker, px(x(marker.at)), end))
    .toSorted((one, other) => one.x - other.x)
  const placed: (Named & { row: number })[] = []
  // Names that end at their line are met from the right.
  const inOrder = [
    ...named.filter(({ anchor }) => anchor === 'start'),
    ...named.filter(({ anchor }) => anchor === 'end').toReversed(),
  ]
  for (const one of inOrder) {
    const below = placed.filter((other) => other.to + GAP > one.from && one.to + GAP > other.from)
    placed.push({ ...one, row: Math.max(-1, ...below.map(({ row }) => row)) + 1 })
  }
  return placed.map(({ x: here, label, anchor, row }) => ({
    x: here,
    y: first + row * ROW,
    label,
    anchor,
  }))
}

type Named = Omit<PlacedMarker, 'y'> & { from: number; to: number }

const nameOf = ({ label: given }: ChartMarker, x: number, end: number): Named => {
  const anchor = x + textWidth(given) + 6 > end && x > end / 2 ? 'end' : 'start'
  const label = shortened(given, (anchor === 'start' ? end - x : x) - 6)
  const wide = textWidth(label)
  return anchor === 'start'
    ? { x, label, anchor, from: x, to: x + wide }
    : { x, label, anchor, from: x - wide, to: x }
}
