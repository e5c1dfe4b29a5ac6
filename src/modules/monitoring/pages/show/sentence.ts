import type { CalendarDate } from '#kernel/time.js'
import type { XmrChart } from '#statistics/xmr-chart.js'
import { asCountOf, asEstimate, asFigure, TOO_FEW } from '#ui/words.js'
import type { MonitoringPlan, PlanMeasure, Point } from '../../model.js'
import { pointState } from '../../periods.js'
import { isWhollyPast } from '../../signals/rules.js'
import { isEnough } from '../../charts/series.js'
import { casesWords, figurePlaces, windowWords } from '../../words.js'
import { causeWords } from './special-causes.js'

/** What a series says in plain words, and how it looks. */
export interface Sentence {
  headline: string
  detail: string
  tone: 'green' | 'orange' | 'blue'
}

/** The plain sentence of a series: what happened, since when, the newest figure, limit and pass mark. */
export const sentenceOf = (
  name: string,
  series: readonly Point[],
  chart: XmrChart | null,
  measure: PlanMeasure,
  plan: Pick<MonitoringPlan, 'minimumEvents'>,
  today: CalendarDate,
): Sentence => {
  const latest = series.at(-1)
  if (!latest) return { headline: 'No figures yet.', detail: '', tone: 'blue' }
  const figures = `In ${windowWords(latest.windowFrom, latest.windowTo)} it was ${asEstimate(latest, figurePlaces(measure.measure))}, on ${casesWords(latest)}.`
  if (pointState(latest, today) === 'immature') {
    return { headline: `${name} is still filling.`, detail: figures, tone: 'blue' }
  }
  if (!isEnough(latest, plan)) {
    const detail = `${figures} A point needs ${plan.minimumEvents} cases with the outcome and ${plan.minimumEvents} without.`
    return { headline: `${name}: ${TOO_FEW}.`, detail, tone: 'blue' }
  }
  const judged = chart?.points.at(-1)
  const cause = judged ? causeWords(judged) : null
  const detail = [
    runWords(series, chart, measure),
    figures,
    cause ? `It is ${cause}.` : '',
    passWords(latest, measure),
  ]
    .filter(Boolean)
    .join(' ')
  return { ...headlineOf(name, series, chart, measure), detail }
}

const headlineOf = (
  name: string,
  series: readonly Point[],
  chart: XmrChart | null,
  measure: PlanMeasure,
): Omit<Sentence, 'detail'> => {
  const latest = series.at(-1)
  const type = chart?.points.at(-1)?.point_type ?? null
  const since = sinceVersion(series, chart)
  if (type === 'special_cause_concern') {
    const verb = measure.direction === 'increase' ? 'fallen' : 'risen'
    return { headline: `${name} has ${verb}${since}.`, tone: 'orange' }
  }
  if (latest && isWhollyPast(latest, measure)) {
    return { headline: `${name} is past its pass mark.`, tone: 'orange' }
  }
  if (type === 'special_cause_improvement') {
    return { headline: `${name} has got better${since}.`, tone: 'green' }
  }
  if (type && type !== 'common_cause') {
    return { headline: `${name} has changed${since}.`, tone: 'blue' }
  }
  if (type === null) return { headline: `${name} has too few periods for limits.`, tone: 'blue' }
  return { headline: `${name} shows no special cause.`, tone: 'green' }
}

/** The unbroken stretch of last points that lie on one side of their mean. */
const runOf = (series: readonly Point[], chart: XmrChart | null): readonly Point[] => {
  const sides = chart?.points.map((point) => point.relative_to_mean) ?? []
  const last = sides.at(-1)
  if (!last) return []
  const broken = sides.findLastIndex((side) => side !== last)
  return series.slice(broken + 1)
}

/** " since version 2.3 was installed" where the run on one side of the mean began with a version. */
const sinceVersion = (series: readonly Point[], chart: XmrChart | null): string => {
  const [first] = runOf(series, chart)
  const before = first ? series[series.indexOf(first) - 1] : undefined
  return first && before && before.versionName !== first.versionName
    ? ` since version ${first.versionName} was installed`
    : ''
}

const runWords = (
  series: readonly Point[],
  chart: XmrChart | null,
  measure: PlanMeasure,
): string => {
  const run = runOf(series, chart)
  const judged = chart?.points.at(-1)
  const mean = judged?.mean
  if (run.length < 7 || typeof mean !== 'number') return ''
  const side = (judged?.relative_to_mean ?? 0) > 0 ? 'above' : 'below'
  return `${asCountOf(run.length, 'period')} in a row are ${side} the mean of ${asFigure(mean, figurePlaces(measure.measure))}.`
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
