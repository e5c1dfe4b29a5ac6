import type { SpecialCause } from '#statistics/xmr-rules.js'
import type { XmrChart } from '#statistics/xmr-chart.js'
import type { ConcernRule, PlanRule, Point, SignalWay } from '../model.js'
import { chartOf, isEnough, type SeriesRules, type WatchedMeasure } from '../charts/series.js'

/** A rule as it is named in a signal. */
export type FiredRule =
  | 'outside-limit'
  | 'trend'
  | 'two-in-three'
  | 'one-side'
  | 'interval-beyond-pass-mark'
  | 'missing-data'

/** What a plan says about judging. */
export interface JudgingRules extends SeriesRules {
  rules: readonly PlanRule[]
  concernRule: ConcernRule
}

/** A rule that holds on the last point of a series. */
export interface Finding {
  rule: FiredRule
  way: SignalWay
  /** The window in which the unbroken stretch of points began that go this way. */
  since: string
  /** The points of that stretch, the last one judged. */
  points: readonly Point[]
  /** The newest window that the stretch goes on to, as far as figures are known now. */
  until: string
  becomesConcern: boolean
}

/** A signal that stands already. */
export interface EarlierSignal {
  id: string
  rule: string
  way: string
  windowFrom: string
  /** The window in which the stretch began that it was raised for. */
  since: string
}

/**
 * Judges the last point of one series (one measure at one site, mature points only, oldest first);
 * `later` are those that follow it, where it came or was corrected late. Nothing is found on a point with
 * too few events or non-events. Sources: NHS Making Data Count for the special causes; issue 2, journey 6,
 * for what becomes a concern; score drift never does while it is within its pass mark. `isEnoughAlone` is
 * false where a point outside a limit does not stand out among all series judged together.
 */
export const judgeSeries = (
  series: readonly Point[],
  measure: WatchedMeasure,
  rules: JudgingRules,
  isEnoughAlone = true,
  later: readonly Point[] = [],
): Finding[] => {
  const found = findingsOn(series, measure, rules)
  const before = findingsOn(series.slice(0, -1), measure, rules)
  const twoPeriods = before.some(({ way }) => way === 'wrong')
  return found.map((finding) => ({
    ...finding,
    until: stretchEnd(series, later, finding, measure, rules),
    becomesConcern:
      finding.way === 'wrong' &&
      !isSlightDrift(series.at(-1)?.value ?? null, measure) &&
      (twoPeriods ||
        (finding.rule === 'outside-limit' &&
          isEnoughAlone &&
          isPast(series.at(-1)?.value ?? null, measure)) ||
        (finding.rule === 'interval-beyond-pass-mark' && rules.concernRule === 'interval-at-once')),
  }))
}

/**
 * The signal that a finding repeats: the same rule, the same way, in the same stretch. One of a later
 * stretch is another cause: a week corrected long after is told beside it.
 */
export const sameCause = (
  finding: Pick<Finding, 'rule' | 'way' | 'since' | 'until'>,
  earlier: readonly EarlierSignal[],
): EarlierSignal | undefined =>
  earlier.find(
    (one) =>
      one.rule === finding.rule &&
      one.way === finding.way &&
      (one.since === finding.since ||
        (one.windowFrom >= finding.since && one.windowFrom <= finding.until)),
  )

type Found = Omit<Finding, 'until' | 'becomesConcern'>

/** How far a stretch goes on: each later point is judged as it stood when it was the newest. */
const stretchEnd = (
  series: readonly Point[],
  later: readonly Point[],
  { rule, way, points }: Found,
  measure: WatchedMeasure,
  rules: JudgingRules,
): string => {
  const last = points.at(-1)?.windowFrom ?? ''
  const isInterval = rule === 'interval-beyond-pass-mark'
  const broken = later.findIndex((_, place) =>
    findingsOn([...series, ...later.slice(0, place + 1)], measure, rules).every(
      (one) =>
        one.way !== way ||
        (one.rule === 'interval-beyond-pass-mark') !== isInterval ||
        one.since > last,
    ),
  )
  const goesOn = broken === -1 ? later : later.slice(0, broken)
  return goesOn.at(-1)?.windowFrom ?? last
}

const findingsOn = (
  series: readonly Point[],
  measure: WatchedMeasure,
  rules: JudgingRules,
): Found[] => {
  const last = series.at(-1)
  if (!last || !isEnough(last, rules)) return []
  const special = rules.rules.includes('special-cause') ? specialCause(series, measure, rules) : []
  const beyond = rules.rules.includes('interval-beyond-pass-mark')
    ? beyondPassMark(series, measure, rules)
    : []
  return [...special, ...beyond]
}

const RULE_OF: Readonly<Record<Exclude<SpecialCause, 'Common Cause'>, FiredRule>> = {
  'Above UCL': 'outside-limit',
  'Below LCL': 'outside-limit',
  '7 Point Trend (Increasing)': 'trend',
  '7 Point Trend (Decreasing)': 'trend',
  '2 in 3 Above CL': 'two-in-three',
  '2 in 3 Below CL': 'two-in-three',
  '7 Points Above CL': 'one-side',
  '7 Points Below CL': 'one-side',
}

const specialCause = (
  series: readonly Point[],
  measure: WatchedMeasure,
  rules: JudgingRules,
): Found[] => {
  const chart = chartOf(series, measure, rules)
  const last = chart?.points.at(-1)
  if (!chart || !last?.special_cause_type || last.special_cause_type === 'Common Cause') return []
  const ways = chart.points.map((point) => wayOf(point))
  const stretch = lastStretch(series, (_, place) => ways[place] === ways.at(-1))
  return [
    {
      rule: RULE_OF[last.special_cause_type],
      way: ways.at(-1) ?? 'wrong',
      ...sinceOf(stretch),
    },
  ]
}

const wayOf = ({ point_type: type }: XmrChart['points'][number]): SignalWay | null => {
  if (!type || type === 'common_cause') return null
  if (type === 'special_cause_improvement') return 'right'
  return type === 'special_cause_concern' ? 'wrong' : 'changed'
}

const beyondPassMark = (
  series: readonly Point[],
  measure: WatchedMeasure,
  rules: JudgingRules,
): Found[] => {
  const stretch = lastStretch(
    series,
    (point) => isEnough(point, rules) && isWhollyPast(point, measure),
  )
  if (stretch.length === 0) return []
  return [{ rule: 'interval-beyond-pass-mark', way: 'wrong', ...sinceOf(stretch) }]
}

const sinceOf = (stretch: readonly Point[]): Pick<Found, 'since' | 'points'> => ({
  since: stretch[0]?.windowFrom ?? '',
  points: stretch,
})

const lastStretch = (
  series: readonly Point[],
  holds: (point: Point, place: number) => boolean,
): readonly Point[] =>
  series.slice(series.findLastIndex((point, place) => !holds(point, place)) + 1)

/** Whether a value is on the wrong side of the pass mark. */
export const isPast = (
  value: number | null,
  { passMark, direction }: Pick<WatchedMeasure, 'passMark' | 'direction'>,
): boolean => {
  if (value === null || passMark === null || direction === 'neutral') return false
  return direction === 'increase' ? value < passMark : value > passMark
}

/**
 * With many rows the smallest drift stands out on its chart, so that a concern needs size as well as
 * chance: drift within its pass mark stays a task. Others judge the harm that is done already.
 */
const isSlightDrift = (value: number | null, measure: WatchedMeasure): boolean =>
  measure.measure === 'score_psi' && measure.passMark !== null && !isPast(value, measure)

/** Whether the whole interval is on the wrong side of the pass mark. */
export const isWhollyPast = (
  { low, high }: Pick<Point, 'low' | 'high'>,
  measure: WatchedMeasure,
): boolean => {
  if (low === null || high === null) return false
  return isPast(measure.direction === 'increase' ? high : low, measure)
}
