import { daysBetween, type CalendarDate } from '#kernel/time.js'
import type { XmrChart } from '#statistics/xmr-chart.js'
import { asCount, asDate, asFigure, asInterval, asShortDate, TOO_FEW } from '#ui/words.js'
import type { SpecialCause, XmrData, XmrMarker, XmrPoint } from '#ui/index.js'
import { matureSeries } from '../../judge-points.js'
import { measureKind, measureName } from '../../measures.js'
import type { MonitoringPlan, PlanMeasure, Point } from '../../model.js'
import { pointState, windowOf } from '../../periods.js'
import { isWhollyPast } from '../../rules.js'
import { chartOf, isEnough, seriesOf } from '../../series.js'
import {
  basisOf,
  casesWords,
  columnWords,
  denominatorWords,
  groupWords,
  windowWords,
} from '../../words.js'

/** What the chart of one measure at one site is drawn from, and the sentence that says it plainly. */
export interface SeriesView {
  name: string
  headline: string
  detail: string
  tone: 'green' | 'orange' | 'blue'
  data: XmrData | null
  note: string
  latest: Point | null
}

type Cause = NonNullable<XmrChart['points'][number]['special_cause_type']>

const LETTER: Readonly<Record<string, 'H' | 'L'>> = {
  special_cause_neutral_high: 'H',
  special_cause_neutral_low: 'L',
}

/** The view of one measure at one site; computes nothing but the limits, by the rules' own function. */
export const seriesView = (
  points: readonly Point[],
  measure: PlanMeasure,
  site: string,
  plan: MonitoringPlan,
  today: CalendarDate,
): SeriesView => {
  const ofSite = points.filter(
    (point) =>
      point.site === site &&
      point.measure === measure.measure &&
      point.threshold === measure.threshold,
  )
  const all = seriesOf(ofSite)
  const mature = matureSeries(ofSite, measure, today)[0] ?? []
  const chart = chartOf(mature, measure, plan)
  const name = measureName(measure.measure, measure.threshold)
  const latest = mature.at(-1) ?? all.at(-1) ?? null
  return {
    name,
    ...sentenceOf(name, latest, chart, measure, plan, today),
    data: all.length > 0 ? dataOf(all, mature, chart, measure, plan, today) : null,
    note: noteOf(all, chart, measure, plan, today),
    latest,
  }
}

const places = (measure: string): number => (measureKind(measure)?.kind === 'typed' ? 1 : 2)

const CAUSES: Readonly<Record<Exclude<Cause, 'Common Cause'>, string>> = {
  'Above UCL': 'above the upper limit',
  'Below LCL': 'below the lower limit',
  '7 Point Trend (Increasing)': 'in a run of 7 or more, each higher than the one before',
  '7 Point Trend (Decreasing)': 'in a run of 7 or more, each lower than the one before',
  '2 in 3 Above CL': 'one of 2 in 3 close to the upper limit',
  '2 in 3 Below CL': 'one of 2 in 3 close to the lower limit',
  '7 Points Above CL': 'in a run of 7 or more above the mean',
  '7 Points Below CL': 'in a run of 7 or more below the mean',
}

const sentenceOf = (
  name: string,
  latest: Point | null,
  chart: XmrChart | null,
  measure: PlanMeasure,
  plan: MonitoringPlan,
  today: CalendarDate,
): Pick<SeriesView, 'headline' | 'detail' | 'tone'> => {
  if (!latest) return { headline: 'No figures yet.', detail: '', tone: 'blue' }
  const when = windowWords(latest.windowFrom, latest.windowTo)
  const figures = `In ${when} it was ${asFigure(latest.value, places(measure.measure))} (${asInterval(latest, places(measure.measure))}), on ${casesWords(latest)}.`
  if (pointState(latest, today) === 'immature') {
    return { headline: `${name} is still filling.`, detail: figures, tone: 'blue' }
  }
  if (!isEnough(latest, plan)) {
    const detail = `${figures} A point needs ${plan.minimumEvents} cases with the outcome and ${plan.minimumEvents} without.`
    return { headline: `${name}: ${TOO_FEW}.`, detail, tone: 'blue' }
  }
  const cause = chart?.points.at(-1)?.special_cause_type
  const special = cause && cause !== 'Common Cause' ? CAUSES[cause] : null
  const pass = passWords(latest, measure)
  const detail = [figures, special ? `It is ${special}.` : '', pass].filter(Boolean).join(' ')
  const wrong = chart?.points.at(-1)?.point_type === 'special_cause_concern'
  if (isWhollyPast(latest, measure)) {
    return { headline: `${name} is past its pass mark.`, detail, tone: 'orange' }
  }
  if (special) {
    const headline = wrong ? `${name} has got worse.` : `${name} has got better.`
    return { headline, detail, tone: wrong ? 'orange' : 'green' }
  }
  const steady = chart
    ? `${name} shows no special cause.`
    : `${name} has too few periods for limits.`
  return { headline: steady, detail, tone: chart ? 'green' : 'blue' }
}

const passWords = (latest: Point, measure: PlanMeasure): string => {
  if (measure.passMark === null) return ''
  const mark = `the pass mark of ${measure.passMark}`
  if (isWhollyPast(latest, measure)) return `The whole interval is past ${mark}.`
  const { low, high } = latest
  const worst = measure.direction === 'increase' ? low : high
  if (worst === null) return `The pass mark is ${measure.passMark}.`
  const reached =
    measure.direction === 'increase' ? worst >= measure.passMark : worst <= measure.passMark
  return reached ? `The whole interval reaches ${mark}.` : `The interval includes ${mark}.`
}

const dataOf = (
  all: readonly Point[],
  mature: readonly Point[],
  chart: XmrChart | null,
  measure: PlanMeasure,
  plan: MonitoringPlan,
  today: CalendarDate,
): XmrData => {
  const judged = new Map(mature.map((point, place) => [point.id, chart?.points[place]]))
  const long = daysBetween(all[0]?.windowFrom ?? today, all.at(-1)?.windowFrom ?? today) > 300
  const label = (date: string) => {
    const text = asShortDate(date)
    return long ? text : text.replace(/ \d{4}$/, '')
  }
  const points: XmrPoint[] = []
  const markers: XmrMarker[] = []
  let before: Point | undefined
  for (const point of all) {
    for (const gap of gapsBetween(before, point, plan)) {
      points.push({ label: label(gap), value: null, note: 'no figures received' })
    }
    if (before && before.versionName !== point.versionName) {
      markers.push({ at: points.length, label: `version ${point.versionName}` })
    }
    const special = specialOf(judged.get(point.id))
    const enough = isEnough(point, plan)
    points.push({
      label: label(point.windowFrom),
      value: enough ? point.value : null,
      low: point.low,
      high: point.high,
      n: basisOf(point),
      immature: pointState(point, today) === 'immature',
      ...(special ? { special } : {}),
      ...(enough ? (chart ? {} : { note: 'not judged yet' }) : { note: TOO_FEW }),
    })
    before = point
  }
  const segment = chart?.segments.at(-1)
  return {
    points,
    markers,
    segments:
      segment && segment.mean !== null
        ? [
            {
              from: 0,
              to: points.length - 1,
              mean: segment.mean,
              lower: segment.lpl,
              upper: segment.upl,
            },
          ]
        : [],
    intervals: points.length <= 60,
    bounds: measureKind(measure.measure)?.bounds ?? [null, null],
    format: (value) => asFigure(value, places(measure.measure)),
    ...(measure.passMark === null
      ? {}
      : { target: { value: measure.passMark, label: 'pass mark' } }),
  }
}

const MOST_GAPS = 60

const gapsBetween = (
  before: Point | undefined,
  point: Point,
  { period }: MonitoringPlan,
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

const specialOf = (point: XmrChart['points'][number] | undefined): SpecialCause | undefined => {
  const cause = point?.special_cause_type
  if (!cause || cause === 'Common Cause' || !point.point_type) return undefined
  const high = cause.includes('Above') || cause.includes('Increasing')
  return {
    kind: point.point_type === 'special_cause_concern' ? 'concern' : 'improvement',
    letter: LETTER[point.point_type] ?? (high ? 'H' : 'L'),
    rule: CAUSES[cause],
  }
}

const noteOf = (
  all: readonly Point[],
  chart: XmrChart | null,
  measure: PlanMeasure,
  plan: MonitoringPlan,
  today: CalendarDate,
): string => {
  const last = all.at(-1)
  if (!last) return ''
  const bases = all.map(basisOf)
  const fixed = plan.limitsAfter !== null && all.length >= plan.limitsAfter
  const limits = chart
    ? `XmR; mean and limits ${fixed ? `fixed on the first ${plan.limitsAfter} periods` : 'from all complete periods'}.`
    : 'Limits are drawn from 12 complete periods on.'
  const filling = all.filter((point) => pointState(point, today) === 'immature').length
  const dated = all.some((point) => point.datedBySender)
  return [
    limits,
    `On ${range(bases)} ${denominatorWords(measure.measure)} a period.`,
    filling > 0
      ? `${asCount(filling)} still filling: outcomes are followed up for ${plan.followUpDays} days.`
      : '',
    `Method ${last.method}${chart ? `, ${chart.method}` : ''}, computed ${asDate(last.computedAt)}.`,
    dated ? 'Some windows were dated by the sender.' : '',
    ...(chart?.warnings ?? []),
  ]
    .filter(Boolean)
    .join(' ')
}

const range = (values: readonly number[]): string => {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return least === most ? asCount(least) : `${asCount(least)} to ${asCount(most)}`
}

/** One subgroup of the newest window. */
export interface GroupRow {
  group: string
  n: number | null
  value: number | null
  low: number | null
  high: number | null
  words: string
}

/** Subgroups with their intervals, and how many are in none that can be shown. */
export const groupRows = (
  subgroups: readonly Point[],
  whole: Point | null,
  plan: MonitoringPlan,
): GroupRow[] => {
  const ofWindow = subgroups.filter((point) => point.source === whole?.source)
  return [...new Set(ofWindow.map((point) => point.groupBy))].flatMap((by) => {
    const rows = seriesByValue(ofWindow.filter((point) => point.groupBy === by))
    const inGroups = rows.reduce((sum, point) => sum + point.n, 0)
    const rest = Math.max(0, (whole?.n ?? 0) - inGroups)
    return [
      ...rows.map((point): GroupRow => {
        const enough = isEnough(point, plan)
        return {
          group: groupWords(by, point.groupValue),
          n: basisOf(point),
          value: enough ? point.value : null,
          low: enough ? point.low : null,
          high: enough ? point.high : null,
          words: enough ? asInterval(point) : TOO_FEW,
        }
      }),
      ...(rest > 0
        ? [
            {
              group: `${columnWords(by)} not recorded, or in groups of fewer than 10`,
              n: rest,
              value: null,
              low: null,
              high: null,
              words: 'not answered',
            },
          ]
        : []),
    ]
  })
}

const seriesByValue = (points: readonly Point[]): Point[] => [
  ...new Map(points.map((point) => [`${point.versionName} ${point.groupValue}`, point])).values(),
]
