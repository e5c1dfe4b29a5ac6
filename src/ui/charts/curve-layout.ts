import type { CurveData } from './curve-data.js'
import { spreadLabels, textWidth, thinnedLabels, valueAxis, type ValueAxis } from './geometry.js'

/** Where everything of a chart of lines stands, in pixels. */
export interface CurveLayout {
  width: number
  height: number
  left: number
  right: number
  bottom: number
  x: (value: number) => number
  y: ValueAxis
  places: { x: number; label: string }[]
  /** Of lines and levels, beside where they end. */
  names: { y: number; label: string }[]
}

const [WIDTH, TOP, PLOT, LEFT, BESIDE] = [660, 26, 200, 44, 6]

/** Lays a chart of lines out. */
export const layOutCurve = (data: CurveData): CurveLayout => {
  const { lines, levels = [], periods } = data
  const ys = lines.flatMap(({ points }) => points.flatMap(({ y }) => y ?? []))
  const bottom = TOP + PLOT
  const y = valueAxis([...ys, ...levels.map(({ value }) => value)], [bottom, TOP], data.yBounds)
  const left = Math.max(LEFT, ...y.ticks.map(({ label }) => textWidth(label) + 2 * BESIDE))
  const named = [...lines.map(({ name }) => name), ...levels.map(({ label }) => label)]
  const right = WIDTH - Math.max(20, ...named.map((name) => textWidth(name) + 2 * BESIDE))
  const ends = [
    ...lines.flatMap(({ name, points }) => {
      const last = points.findLast((point) => point.y !== null)
      return typeof last?.y === 'number' ? [{ y: y.scale(last.y) + 4, label: name }] : []
    }),
    ...levels.map(({ value, label }) => ({ y: y.scale(value) + 4, label })),
  ]
  const common = { width: WIDTH, height: bottom + 48, left, right, bottom, y }
  const names = spreadLabels(ends, 13, [TOP + 4, bottom + 4])
  if (periods) {
    const step = (right - left) / Math.max(1, periods.length)
    const x = (place: number): number => left + (place + 0.5) * step
    const places = thinnedLabels(periods, right - left).map((place) => ({
      x: x(place),
      label: periods[place] ?? '',
    }))
    return { ...common, names, x, places }
  }
  const xs = lines.flatMap(({ points }) => points.map((point) => point.x))
  const axis = valueAxis(xs, [left, right], data.xBounds)
  const places = axis.ticks.map(({ at, label }) => ({ x: at, label }))
  return { ...common, names, x: axis.scale, places }
}
