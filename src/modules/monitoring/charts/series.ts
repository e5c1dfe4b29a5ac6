import { joinedCharts } from '#statistics/joined-charts.js'
import type { XmrChart } from '#statistics/xmr-chart.js'
import { drawLimits } from './draw-limits.js'
import type { Direction } from '../measures.js'
import type { Point } from '../model.js'
import { stretchesOf, type ChartHistory } from './stretches.js'

/** Fewest values on which limits are drawn and special causes are judged (NHS Making Data Count). */
export const FEWEST_FOR_LIMITS = 12

/** Fewest rows of a measure that has no events, such as a mean. */
const FEWEST_ROWS = 8

/** What of a plan, and of what people decided since, the drawing and the judging of a series share. */
export interface SeriesRules extends ChartHistory {
  minimumEvents: number
  limitsAfter: number | null
}

/** What of a measure they share. */
export interface WatchedMeasure {
  measure: string
  threshold: string
  direction: Direction
  passMark: number | null
}

/** Whether a point rests on enough to be judged: events and non-events, or rows where there are none. */
export const isEnough = (
  point: Point,
  { minimumEvents }: Pick<SeriesRules, 'minimumEvents'>,
): boolean => {
  if (point.value === null) return false
  if (point.source === 'typed' || point.source === 'otlp') return true
  if (point.events === null || point.nonEvents === null) return point.n >= FEWEST_ROWS
  return point.events >= minimumEvents && point.nonEvents >= minimumEvents
}

/**
 * One point a window and version, oldest first: where two ways sent figures of the same window, the
 * one received last stands. Versions are never pooled.
 */
export const seriesOf = (points: readonly Point[]): Point[] => {
  const newest = new Map<string, Point>()
  for (const point of points) {
    const key = `${point.windowFrom} ${point.windowTo} ${point.versionName}`
    const earlier = newest.get(key)
    if (!earlier || earlier.computedAt <= point.computedAt) newest.set(key, point)
  }
  return [...newest.values()].sort(
    (a, b) =>
      compare(a.windowFrom, b.windowFrom) ||
      compare(a.windowTo, b.windowTo) ||
      compare(a.versionName, b.versionName),
  )
}

/**
 * The chart of a series as page and rules both read it, so that they cannot disagree: limits that suit
 * the measure, points that rest on too few as gaps, and limits of its own for each stretch. Null until
 * there are enough values for limits.
 */
export const chartOf = (
  series: readonly Point[],
  measure: WatchedMeasure,
  rules: SeriesRules,
): XmrChart | null => {
  const usable = series.map((point) => isEnough(point, rules))
  if (usable.filter(Boolean).length < FEWEST_FOR_LIMITS) return null
  const charts = stretchesOf(series, measure, rules).map(({ from, to, fixAfter }) => {
    const enough = usable.slice(from, to).filter(Boolean).length >= FEWEST_FOR_LIMITS
    return drawLimits(
      series.slice(from, to).map((point, place) => ({
        date: `${point.windowFrom} ${String(from + place).padStart(6, '0')}`,
        point: enough && usable[from + place] ? point : null,
      })),
      { ...measure, fixAfter },
    )
  })
  return joinedCharts(charts)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
