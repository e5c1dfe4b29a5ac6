import { line } from 'd3-shape'
import {
  px,
  spreadLabels,
  textWidth,
  thinnedLabels,
  valueAxis,
  type ValueAxis,
} from './geometry.js'
import type { Place } from './marks.js'
import { placeMarkers, type PlacedMarker } from './place-markers.js'
import type { XmrData, XmrPoint, XmrSegment } from './xmr-data.js'

/** Where everything of an XmR chart stands, in pixels. */
export interface XmrLayout {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
  axis: ValueAxis
  x: (index: number) => number
  path: string
  places: { point: XmrPoint; place: Place; first: boolean }[]
  periods: { x: number; label: string; anchor: 'start' | 'middle' | 'end' }[]
  markers: PlacedMarker[]
  lineLabels: { y: number; label: string; target: boolean }[]
}

const WIDTH = 660
const PLOT = 190
const ABOVE = 20
/** Room for the values beside the axis and for the names of the lines; more where they need it. */
const LEFT = 44
const LABELS = 86
/** Between a line and its name, and from a name to the edge. */
const BESIDE = 6

/** Lays an XmR chart out. */
export const layOutXmr = (data: XmrData): XmrLayout => {
  const { points } = data
  const lines = namedLines(data)
  const [left, right] = [roomForValues(data), WIDTH - roomForNames(lines)]
  const step = (right - left) / Math.max(1, points.length)
  const x = (index: number): number => px(left + (index + 0.5) * step)
  const markers = placeMarkers(data.markers ?? [], {
    x: (place) => x(place) - step / 2,
    end: WIDTH,
    first: 12,
  })
  // Room for the letter above a point that lies on the upper bound.
  const top = ABOVE + Math.max(0, ...markers.map(({ y }) => y + 6))
  const bottom = top + PLOT
  const axis = valueAxis(valuesOf(data), [bottom, top], data.bounds)
  const places = points.flatMap((point, index) =>
    point.value === null
      ? []
      : [
          {
            point,
            place: { x: x(index), y: px(axis.scale(point.value)) },
            first: isFirst(points, index),
          },
        ],
  )
  const draw = line<XmrPoint>()
    .defined((point) => point.value !== null)
    .x((_, index) => x(index))
    .y((point) => axis.scale(point.value ?? 0))
    .digits(1)
  return {
    width: WIDTH,
    height: bottom + 26,
    left,
    right,
    top,
    bottom,
    axis,
    x,
    path: draw([...points]) ?? '',
    places,
    periods: periodLabels(points, x, right - left),
    markers,
    lineLabels: spreadLabels(
      lines.map(({ at, label, target }) => ({ y: px(axis.scale(at) + 4), label, target })),
      13,
      [top + 4, bottom + 4],
    ),
  }
}

/** From where to where the lines of a segment run. */
export const segmentEnds = (layout: XmrLayout, { from, to }: XmrSegment): [number, number] => {
  const half = (layout.x(1) - layout.x(0)) / 2
  return [
    px(Math.max(layout.left, layout.x(from) - half)),
    px(Math.min(layout.right, layout.x(to) + half)),
  ]
}

const valuesOf = ({ points, segments, target, intervals }: XmrData): number[] => {
  const values: number[] = target ? [target.value] : []
  const add = (value: number | null | undefined): void => {
    if (typeof value === 'number') values.push(value)
  }
  for (const { value, low, high } of points) {
    add(value)
    if (intervals) add(low)
    if (intervals) add(high)
  }
  for (const { mean, lower, upper } of segments) [mean, lower, upper].forEach(add)
  return values
}

// A run of special causes carries its letter once.
const isFirst = (points: readonly XmrPoint[], index: number): boolean => {
  const [here, before] = [points[index]?.special, points[index - 1]?.special]
  return here !== undefined && here.letter !== before?.letter
}

const periodLabels = (
  points: readonly XmrPoint[],
  x: (index: number) => number,
  width: number,
): XmrLayout['periods'] => {
  const labels = points.map(({ label }) => label)
  return thinnedLabels(labels, width).map((index) => ({
    x: x(index),
    label: labels[index] ?? '',
    anchor: 'middle',
  }))
}

interface NamedLine {
  /** Where its name stands: at its value, or at the bound that hides it. */
  at: number
  label: string
  target: boolean
}

/** The lines that are named beside the chart; a limit beyond what is possible is named at the bound. */
const namedLines = ({ segments, target, bounds = [null, null] }: XmrData): NamedLine[] => {
  const last = segments.at(-1)
  const [lowest, highest] = bounds
  const line = (value: number | null | undefined, name: string): NamedLine[] => {
    if (typeof value !== 'number') return []
    if (highest !== null && value > highest)
      return [{ at: highest, label: `${name} over ${highest}`, target: false }]
    if (lowest !== null && value < lowest)
      return [{ at: lowest, label: `${name} under ${lowest}`, target: false }]
    return [{ at: value, label: name, target: false }]
  }
  return [
    ...line(last?.upper, 'upper limit'),
    ...line(last?.mean, 'mean'),
    ...line(last?.lower, 'lower limit'),
    ...(target ? [{ at: target.value, label: target.label, target: true }] : []),
  ]
}

const roomForNames = (lines: readonly NamedLine[]): number =>
  Math.max(LABELS, ...lines.map(({ label }) => textWidth(label) + 2 * BESIDE))

const roomForValues = (data: XmrData): number => {
  const { ticks } = valueAxis(valuesOf(data), [PLOT, 0], data.bounds)
  return Math.max(LEFT, ...ticks.map(({ label }) => textWidth(label) + 2 * BESIDE))
}
