import type { CurveData, CurveLine } from './curve-data.js'
import {
  spreadLabels,
  textWidth,
  thinnedLabels,
  valueAxis,
  type Bounds,
  type ValueAxis,
} from './geometry.js'

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
  names: { x: number; y: number; label: string }[]
  /** A sample of each stroke with its name, under a chart over numbers, which fits a phone. */
  samples: { x: number; y: number; label: string; stroke: CurveLine['stroke'] | 'level' }[]
}

const [WIDE, NARROW, TOP, PLOT, LEFT, BESIDE, SAMPLE] = [660, 364, 26, 200, 44, 6, 18]

/** Whether a chart of lines is over numbers, and so narrow enough for a phone. */
export const isOverNumbers = ({ periods }: Pick<CurveData, 'periods'>): boolean =>
  periods === undefined

/** Lays a chart of lines out. */
export const layOutCurve = (data: CurveData): CurveLayout => {
  const { lines, levels = [] } = data
  const ys = lines.flatMap(({ points }) => points.flatMap(({ y }) => y ?? []))
  const bottom = TOP + PLOT
  const shown = [...ys, ...levels.map(({ value }) => value)]
  const y = valueAxis(withBounds(shown, data, data.yBounds), [bottom, TOP], data.yBounds)
  const left = Math.max(LEFT, ...y.ticks.map(({ label }) => textWidth(label) + 2 * BESIDE))
  const common = { left, bottom, y }
  return data.periods
    ? { ...common, ...overPeriods(data, data.periods, common) }
    : { ...common, ...overNumbers(data, common) }
}

type Common = Pick<CurveLayout, 'left' | 'bottom' | 'y'>

const overPeriods = (
  { lines, levels = [] }: CurveData,
  periods: readonly string[],
  { left, bottom, y }: Common,
): Omit<CurveLayout, keyof Common> => {
  const named = [...lines.map(({ name }) => name), ...levels.map(({ label }) => label)]
  const right = WIDE - Math.max(20, ...named.map((name) => textWidth(name) + 2 * BESIDE))
  const ends = [
    ...lines.flatMap(({ name, points }) => {
      const last = points.findLast((point) => point.y !== null)
      return typeof last?.y === 'number' ? [{ y: y.scale(last.y) + 4, label: name }] : []
    }),
    ...levels.map(({ value, label }) => ({ y: y.scale(value) + 4, label })),
  ]
  const step = (right - left) / Math.max(1, periods.length)
  const x = (place: number): number => left + (place + 0.5) * step
  return {
    width: WIDE,
    height: bottom + 48,
    right,
    x,
    places: thinnedLabels(periods, right - left).map((place) => ({
      x: x(place),
      label: periods[place] ?? '',
    })),
    names: spreadLabels(ends, 13, [TOP + 4, bottom + 4]).map((end) => ({
      ...end,
      x: right + BESIDE,
    })),
    samples: [],
  }
}

const overNumbers = (
  data: CurveData,
  { left, bottom }: Common,
): Omit<CurveLayout, keyof Common> => {
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
    right,
    x: axis.scale,
    places: axis.ticks.map(({ at, label }) => ({ x: at, label })),
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
