import { londonDate, type CalendarDate } from '#kernel/time.js'
import { asDate, asEstimate } from '#ui/words.js'
import { measureName } from '../measures.js'
import type { MonitoringPlan, Point, Signal } from '../model.js'
import { toldCauses, type Touched } from './report-causes.js'
import { isPast, isWhollyPast } from '../signals/rules.js'
import { isEnough } from '../charts/series.js'
import { basisOf, casesWords, denominatorWords, figurePlaces, windowWords } from '../words.js'

/** What a report knows of one deployment in one month. */
export interface MonthOf {
  id: string
  name: string
  /** In use: pilot or later. */
  inUse: boolean
  state: string
  plan: Pick<MonitoringPlan, 'minimumEvents' | 'measures'> | null
  /** In order of the period they are about: those of the month, by `isOfMonth`. */
  signals: readonly Signal[]
  /** The newest complete figure of each measure and site whose period ended in the month. */
  newest: readonly Point[]
  /** First day of a window whose figures are overdue; null when none is. */
  missingSince: CalendarDate | null
  /** The day on which it is reported. */
  today: CalendarDate
}

/**
 * Whether a signal belongs to the report of a month, `end` being the first day after it or after today:
 * it is about a period that ended in the month, whenever it was raised; or it was raised in the month;
 * or it was raised before and still waits for an answer.
 */
export const isOfMonth = (
  { raisedAt, state, windowTo }: Pick<Signal, 'raisedAt' | 'state' | 'windowTo'>,
  { from, end }: { from: CalendarDate; end: CalendarDate },
): boolean => {
  if (windowTo > from && windowTo <= end) return true
  const raised = londonDate(raisedAt)
  return raised < end && (raised >= from || WAITS.includes(state))
}

const WAITS: readonly Signal['state'][] = ['new', 'acknowledged']

/** A line of a report: what, about which deployment, and where to read more. */
export interface ReportLine {
  deploymentId: string
  name: string
  words: string
  href: string
  /** Where one cause touches several figures: each of them. */
  touches?: readonly Touched[]
}

/** A month in the order of an Alert, Advise, Assure report. */
export interface MonthReport {
  alert: readonly ReportLine[]
  advise: readonly ReportLine[]
  assure: readonly ReportLine[]
}

/**
 * The month of some deployments as a board reads it. Alert: what ran the wrong way and is not closed,
 * figures wholly past their pass mark, tools that are stopped. Advise: what is missing, changed, does not
 * reach its pass mark or still asks for somebody. Assure: figures that reach their pass mark or have none, with what they
 * rest on. Nothing is in Assure without a figure.
 */
export const monthReport = (months: readonly MonthOf[]): MonthReport => ({
  alert: months.flatMap(alertsOf),
  advise: months.flatMap(advicesOf),
  assure: months.flatMap(assurancesOf),
})

const line = (month: MonthOf, words: string, rest = '/monitoring'): ReportLine => ({
  deploymentId: month.id,
  name: month.name,
  words,
  href: `/register/deployments/${month.id}${rest}`,
})

const placeOf = ({ id }: Signal): string => `/monitoring/signals/${id}`

const ofSignals = (month: MonthOf, wanted: (signal: Signal) => boolean): ReportLine[] => {
  const hrefOf = (signal: Signal) => line(month, '', placeOf(signal)).href
  return toldCauses(month.signals.filter(wanted), hrefOf, month.today).map(
    ({ signal, words, touches }) =>
      touches.length === 0
        ? line(month, words, placeOf(signal))
        : { ...line(month, words), touches },
  )
}

const alertsOf = (month: MonthOf): ReportLine[] => [
  ...(STOPPED[month.state] ? [line(month, STOPPED[month.state] ?? '', '')] : []),
  ...ofSignals(month, ({ way, state }) => way === 'wrong' && state !== 'closed'),
  ...month.newest
    .filter((point) => markOf(month, point) === 'wholly-past' && !hasSignal(month, point))
    .map((point) => line(month, `${figureWords(point)} It is wholly past its pass mark.`)),
]

const STOPPED: Readonly<Record<string, string>> = {
  'stop-called': 'An emergency stop was called and is not confirmed.',
  paused: 'It is paused.',
}

const advicesOf = (month: MonthOf): ReportLine[] => [
  ...(month.inUse && !month.plan
    ? [line(month, 'It is in use and has no monitoring plan.', '/monitoring/plan')]
    : []),
  ...(month.missingSince
    ? [
        line(
          month,
          `Figures are missing since the period that began on ${asDate(month.missingSince)}.`,
          '/monitoring/quality',
        ),
      ]
    : []),
  ...month.signals
    .filter(isSilentPart)
    .flatMap(({ id }) => ofSignals(month, (one) => one.id === id)),
  ...ofSignals(month, ({ way }) => way === 'changed'),
  ...ofSignals(month, ({ way, state }) => way === 'wrong' && state === 'closed'),
  ...month.newest
    .filter((point) => markOf(month, point) === 'past' && isSaid(month, point))
    .map((point) =>
      line(
        month,
        `${figureWords(point)} It does not reach its pass mark of ${watchedBy(month, point)?.passMark}; its interval does, so that may be chance.`,
      ),
    ),
  ...(month.plan && month.newest.length === 0 && !month.missingSince
    ? [line(month, 'No period became complete in this month.')]
    : []),
]

/** Whether one site or one figure stopped while others come; of the whole the report says it by itself. */
const isSilentPart = ({ way, site, threshold }: Signal): boolean =>
  way === 'missing' && (site !== '' || threshold !== '')

const assurancesOf = (month: MonthOf): ReportLine[] => [
  ...ofSignals(month, ({ way }) => way === 'right'),
  ...month.newest
    .filter((point) => markOf(month, point) === 'reached' && isSaid(month, point))
    .map((point) => line(month, figureWords(point))),
]

/** Whether a figure rests on enough and no signal says more of it. */
const isSaid = (month: MonthOf, point: Point): boolean =>
  month.plan !== null && isEnough(point, month.plan) && !hasSignal(month, point)

const watchedBy = ({ plan }: MonthOf, point: Point) =>
  plan?.measures.find((one) => one.measure === point.measure && one.threshold === point.threshold)

/** How a figure stands to its pass mark; one without a mark has none to miss. */
const markOf = (month: MonthOf, point: Point): 'wholly-past' | 'past' | 'reached' => {
  const measure = watchedBy(month, point)
  if (!measure) return 'reached'
  if (isWhollyPast(point, measure)) return 'wholly-past'
  return isPast(point.value, measure) ? 'past' : 'reached'
}

const hasSignal = ({ signals }: MonthOf, point: Point): boolean =>
  signals.some(
    ({ way, measure, threshold, site }) =>
      way === 'wrong' &&
      measure === point.measure &&
      threshold === point.threshold &&
      site === point.site,
  )

const figureWords = (point: Point): string => {
  const at = point.site ? ` at ${point.site}` : ''
  const figure = asEstimate(point, figurePlaces(point.measure))
  const rests =
    point.denominator === null
      ? casesWords(point)
      : `${basisOf(point)} ${denominatorWords(point.measure)}`
  return `${measureName(point.measure, point.threshold)}${at}: ${figure} in ${windowWords(point.windowFrom, point.windowTo)}, on ${rests}.`
}
