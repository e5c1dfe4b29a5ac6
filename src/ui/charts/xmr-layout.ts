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
  markers: { x: number; y: number; label: string; anchor: 'start' | 'end' }[]
  lineLabels: { y: number; label: string; target: boolean }[]
}

const WIDTH = 660
const PLOT = 190
const ABOVE = 20
const LEFT = 44
const LABELS = 86

/** Lays an XmR chart out. */
export const layOutXmr = (data: XmrData): XmrLayout => {
  const { points } = data
  const [left, right] = [LEFT, WIDTH - LABELS]
  const step = (right - left) / Math.max(1, points.length)
  const x = (index: number): number => px(left + (index + 0.5) * step)
  const markers = placeMarkers(data, x, step, right)
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
    lineLabels: lineLabels(data, axis),
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

const placeMarkers = (
  { markers = [] }: XmrData,
  x: (index: number) => number,
  step: number,
  right: number,
): XmrLayout['markers'] => {
  const ends: number[] = []
  return markers.map(({ at, label }) => {
    const here = px(x(at) - step / 2)
    const wide = textWidth(label)
    const anchor = here + wide + 6 > right + LABELS ? 'end' : 'start'
    const start = anchor === 'start' ? here : here - wide
    const free = ends.findIndex((end) => end < start)
    const row = free === -1 ? ends.length : free
    ends[row] = start + wide + 12
    return { x: here, y: 12 + row * 14, label, anchor }
  })
}

const lineLabels = ({ segments, target }: XmrData, axis: ValueAxis): XmrLayout['lineLabels'] => {
  const last = segments.at(-1)
  const lines = [
    { value: last?.upper, label: 'upper limit', target: false },
    { value: last?.mean, label: 'mean', target: false },
    { value: last?.lower, label: 'lower limit', target: false },
    { value: target?.value, label: target?.label ?? '', target: true },
  ]
  return spreadLabels(
    lines.flatMap(({ value, label, target }) =>
      typeof value === 'number' ? [{ y: px(axis.scale(value) + 4), label, target }] : [],
    ),
    13,
  )
}
