import { daysBetween, type CalendarDate } from '#kernel/time.js'
import { XMR_METHOD, type XmrChart } from '#statistics/xmr-chart.js'
import { asFigure, asShortDate, TOO_FEW } from '#ui/words.js'
import type { ChartMarker, XmrData, XmrPoint, XmrSegment } from '#ui/index.js'
import type { MonitoringPlan, PlanMeasure, Point } from '../../model.js'
import { isGap, measureKind } from '../../measures.js'
import { pointState, windowOf } from '../../periods.js'
import { isEnough } from '../../charts/series.js'
import type { Stretch } from '../../charts/stretches.js'
import { basisOf, figurePlaces } from '../../words.js'
import { byChanceShort } from '../by-chance-words.js'
import { specialOf } from './special-causes.js'

/** What the drawing of one series starts from: every point, those that are judged, and how. */
export interface Charted {
  all: readonly Point[]
  mature: readonly Point[]
  chart: XmrChart | null
  stretches: readonly Stretch[]
}

/** The points of a series as the chart draws them: gaps, versions, special causes, limits by stretch. */
export const chartData = (
  { all, mature, chart, stretches }: Charted,
  measure: PlanMeasure,
  plan: Pick<MonitoringPlan, 'period' | 'minimumEvents'>,
  today: CalendarDate,
): XmrData => {
  const judged = new Map(mature.map((point, place) => [point.id, chart?.points[place]]))
  const label = labelOf(all, today)
  const points: XmrPoint[] = []
  const markers: ChartMarker[] = []
  const placeOf = new Map<string, number>()
  let before: Point | undefined
  const kind = measureKind(measure.measure)
  // One figure an event: periods without one are no gaps.
  const isByEvent = isGap(measure.measure)
  for (const point of all) {
    for (const gap of isByEvent ? [] : gapsBetween(before, point, plan)) {
      points.push({ label: label(gap), value: null, note: 'no figures received' })
    }
    if (before && before.versionName !== point.versionName) {
      markers.push({ at: points.length, label: `version ${point.versionName || 'not known'}` })
    }
    placeOf.set(point.id, points.length)
    const found = { judged: judged.get(point.id), chart }
    points.push(drawn(point, label(point.windowFrom), found, measure, plan, today))
    before = point
  }
  for (const { from, rebase } of stretches) {
    const at = placeOf.get(mature[from]?.id ?? '')
    if (rebase && at !== undefined) markers.push({ at, label: 're-based' })
  }
  return {
    points,
    markers,
    segments: segmentsOf(chart, stretches, mature, placeOf, points.length),
    // That of one gap reaches forty times as far: drawn, it would press the figures flat.
    intervals: points.length <= 60 && !isByEvent,
    bounds: kind?.bounds ?? [null, null],
    format: (value) => asFigure(value, figurePlaces(measure.measure)),
    ...(measure.passMark === null
      ? {}
      : { target: { value: measure.passMark, label: 'pass mark' } }),
  }
}

/** The values of a series as a small line draws them: gaps where nothing came or too little. */
export const courseOf = (
  all: readonly Point[],
  plan: Pick<MonitoringPlan, 'period' | 'minimumEvents'>,
): (number | null)[] =>
  all.flatMap((point, place) => [
    ...gapsBetween(all[place - 1], point, plan).map(() => null),
    isEnough(point, plan) ? point.value : null,
  ])

const labelOf = (all: readonly Point[], today: CalendarDate) => {
  const long = daysBetween(all[0]?.windowFrom ?? today, all.at(-1)?.windowFrom ?? today) > 300
  return (date: string): string => {
    const text = asShortDate(date)
    return long ? text : text.replace(/ \d{4}$/, '')
  }
}

const drawn = (
  point: Point,
  label: string,
  { judged, chart }: { judged: XmrChart['points'][number] | undefined; chart: XmrChart | null },
  measure: PlanMeasure,
  plan: Pick<MonitoringPlan, 'minimumEvents'>,
  today: CalendarDate,
): XmrPoint => {
  const special = specialOf(judged)
  const enough = isEnough(point, plan)
  const said = [chart ? '' : 'not judged yet', byChanceShort(point, measure)]
  const note = enough ? said.filter(Boolean).join('; ') : TOO_FEW
  return {
    label,
    value: enough ? point.value : null,
    low: point.low,
    high: point.high,
    n: basisOf(point),
    immature: pointState(point, today) === 'immature',
    ...(special ? { special } : {}),
    ...(note ? { note } : {}),
  }
}

const segmentsOf = (
  chart: XmrChart | null,
  stretches: readonly Stretch[],
  mature: readonly Point[],
  placeOf: ReadonlyMap<string, number>,
  length: number,
): XmrSegment[] => {
  if (chart && chart.method !== XMR_METHOD) return ownLimits(chart, mature, placeOf, length)
  const starts = stretches.map(({ from }, place) =>
    place === 0 ? 0 : (placeOf.get(mature[from]?.id ?? '') ?? length),
  )
  return (chart?.segments ?? []).flatMap(({ mean, lpl, upl }, place) => {
    const [from = 0, next = length] = [starts[place], starts[place + 1]]
    return mean === null ? [] : [{ from, to: next - 1, mean, lower: lpl, upper: upl }]
  })
}

/** Limits that each point has for itself, drawn as steps up to the next point. */
const ownLimits = (
  { points }: XmrChart,
  mature: readonly Point[],
  placeOf: ReadonlyMap<string, number>,
  length: number,
): XmrSegment[] => {
  const starts = mature.map(({ id }) => placeOf.get(id) ?? length)
  return points.flatMap(({ mean, lpl, upl }, place) => {
    const [from = 0, next = length] = [starts[place], starts[place + 1]]
    return mean === null ? [] : [{ from, to: next - 1, mean, lower: lpl, upper: upl }]
  })
}

const MOST_GAPS = 60

const gapsBetween = (
  before: Point | undefined,
  point: Point,
  { period }: Pick<MonitoringPlan, 'period'>,
): string[] => {
  if (!before || before.windowTo >= point.windowFrom) return []
  const gaps: string[] = []
  let next = windowOf(before.windowTo, period)
  while (next.to <= point.windowFrom && gaps.length < MOST_GAPS) {
    gaps.push(next.from)
    next = windowOf(next.to, period)
  }
  return gaps
}
