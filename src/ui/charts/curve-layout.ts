import type { CurveData, CurveLine } from './curve-data.js'
import {
  spreadLabels,
  textWidth,
  thinnedLabels,
  valueAxis,
  type Bounds,
  type ValueAxis,
} from './geometry.js'
import { placeMarkers, type PlacedMarker } from './place-markers.js'

/** Where everything of a chart of lines stands, in pixels. */
export interface CurveLayout {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
  x: (value: number) => number
  y: ValueAxis
  places: { x: number; label: string }[]
  markers: PlacedMarker[]
  /** Of lines and levels, beside where they end. */
  names: { x: number; y: number; label: string }[]
  /** A sample of each stroke with its name, under a chart over numbers, which fits a phone. */
  samples: { x: number; y: number; label: string; stroke: CurveLine['stroke'] | 'level' }[]
}

const [WIDE, NARROW, TOP, PLOT, LEFT, BESIDE, SAMPLE] = [660, 364, 26, 200, 44, 6, 18]

/** Whether a chart of lines is over numbers, and so narrow enough for a phone. */
export const isOverNumbers = ({ periods }: Pick<CurveData, 'periods'>): boolean =>
  periods === undefined

/** Lays a chart of lines out. */
export const layOutCurve = (data: CurveData): CurveLayout =>
  data.periods ? overPeriods(data, data.periods) : overNumbers(data)

/** From the values of the lines to pixels below `top`, with room beside the axis for them. */
const valuesFrom = (data: CurveData, top: number): Pick<CurveLayout, 'y' | 'left' | 'bottom'> => {
  const { lines, levels = [], yBounds } = data
  const bottom = top + PLOT
  const ys = lines.flatMap(({ points }) => points.flatMap(({ y }) => y ?? []))
  const shown = [...ys, ...levels.map(({ value }) => value)]
  const y = valueAxis(withBounds(shown, data, yBounds), [bottom, top], yBounds)
  return { y, bottom, left: Math.max(LEFT, ...y.ticks.map(({ label }) => roomOf(label))) }
}

const roomOf = (label: string): number => textWidth(label) + 2 * BESIDE

const overPeriods = (data: CurveData, periods: readonly string[]): CurveLayout => {
  const { lines, levels = [], markers: given = [] } = data
  const { left } = valuesFrom(data, TOP)
  const last = periods.length - 1
  // A line that ended has its name where it began, if that is marked.
  const running = lines.filter(
    ({ name, points }) =>
      points.some(({ x: at, y }) => at === last && y !== null) ||
      given.every(({ label }) => label !== name),
  )
  const named = [...running.map(({ name }) => name), ...levels.map(({ label }) => label)]
  const right = WIDE - Math.max(20, ...named.map(roomOf))
  const step = (right - left) / Math.max(1, periods.length)
  const x = (place: number): number => left + (place + 0.5) * step
  const markers = placeMarkers(given, { x: (at) => x(at - 0.5), end: right, first: TOP + 2 })
  const top = Math.max(TOP, ...markers.map((marker) => marker.y + BESIDE))
  const { y, bottom } = valuesFrom(data, top)
  const ends = [
    ...running.flatMap(({ name, points }) => {
      const newest = points.findLast((point) => point.y !== null)
      return typeof newest?.y === 'number' ? [{ y: y.scale(newest.y) + 4, label: name }] : []
    }),
    ...levels.map(({ value, label }) => ({ y: y.scale(value) + 4, label })),
  ]
  return {
    width: WIDE,
    height: bottom + 48,
    left,
    right,
    top,
    bottom,
    x,
    y,
    places: thinnedLabels(periods, right - left).map((place) => ({
      x: x(place),
      label: periods[place] ?? '',
    })),
    markers,
    names: spreadLabels(ends, 13, [top + 4, bottom + 4]).map((end) => ({
      ...end,
      x: right + BESIDE,
    })),
    samples: [],
  }
}

const overNumbers = (data: CurveData): CurveLayout => {
  const { y, left, bottom } = valuesFrom(data, TOP)
  const right = NARROW - 20
  const xs = data.lines.flatMap(({ points }) => points.map((point) => point.x))
  const axis = valueAxis(withBounds(xs, data, data.xBounds), [left, right], data.xBounds)
  const strokes = [
    ...data.lines.map(({ name, stroke }) => ({ label: name, stroke })),
    ...(data.levels ?? []).map(({ label }) => ({ label, stroke: 'level' as const })),
  ]
  const under = bottom + 58
  return {
    width: NARROW,
    height: under + strokes.length * SAMPLE,
    left,
    right,
    top: TOP,
    bottom,
    x: axis.scale,
    y,
    places: axis.ticks.map(({ at, label }) => ({ x: at, label })),
    markers: [],
    names: [],
    samples: strokes.map((one, place) => ({ ...one, x: left, y: under + place * SAMPLE })),
  }
}

const withBounds = (
  values: readonly number[],
  { wholeAxes }: CurveData,
  bounds: Bounds | undefined,
): readonly number[] =>
  wholeAxes ? [...values, ...(bounds ?? []).flatMap((bound) => bound ?? [])] : values
