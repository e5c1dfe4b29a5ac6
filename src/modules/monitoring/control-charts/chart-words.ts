import type { ImprovementDirection } from '#statistics/xmr-icons.js'
import type { SpecialCause } from '#statistics/xmr-rules.js'
import {
  TOO_FEW_TO_SAY,
  type ChartAnswer,
  type ChartedPoint,
  type WithoutLimits,
} from './chart-answer.js'
import { excludedWords } from './excluded-rows.js'

/** What the words need besides the chart. */
export interface ChartWordsOf {
  readonly name: string
  /** What is drawn: the column, or one by another. */
  readonly value: string
  readonly target: number | null
  readonly show: (value: number | null) => string
  /** How the limits come about, in a sentence or two. */
  readonly method: string
}

const CAUSE_WORDS: Readonly<Record<SpecialCause, string>> = {
  'Common Cause': '',
  'Above UCL': 'above the upper limit',
  'Below LCL': 'below the lower limit',
  '7 Point Trend (Increasing)': 'one of 7 or more points that rise',
  '7 Point Trend (Decreasing)': 'one of 7 or more points that fall',
  '2 in 3 Above CL': 'one of 2 in 3 points close to the upper limit',
  '2 in 3 Below CL': 'one of 2 in 3 points close to the lower limit',
  '7 Points Above CL': 'one of 7 or more points above the mean',
  '7 Points Below CL': 'one of 7 or more points below the mean',
}

const NO_LIMITS_WORDS: Readonly<Record<WithoutLimits, string>> = {
  too_few_values: 'there are too few values for limits',
  moving_range_zero: 'the values do not change, so there are no limits to judge by',
  no_variance: 'every value is 0 or every value is 1, so there are no limits to judge by',
  mostly_unchanged:
    'most values do not change from one point to the next, so limits would mislead; use a chart for rare events (g or t)',
}

/** Whether its last part has too few values for anything to be said of it. */
const isTooFew = ({ variation_reason: reason }: ChartAnswer): boolean => reason === TOO_FEW_TO_SAY

const gap = (point: ChartedPoint | undefined): boolean => point !== undefined && point.y === null

const variationWords = (chart: ChartAnswer, show: (y: number | null) => string): string => {
  const last = chart.points.at(-1)
  const reason = chart.segments.at(-1)?.reason
  if (!last) return 'Variation: there are no points.'
  if (reason) return `Variation: not judged, since ${NO_LIMITS_WORDS[reason]}.`
  if (gap(last)) return `Variation: the latest point (${last.date}) has no value and is not judged.`
  if (isTooFew(chart)) return 'Variation: nothing can be said yet.'
  const where = `the latest value, ${show(last.y)} (${last.date}),`
  const cause = last.special_cause_type
  if (!cause || cause === 'Common Cause') {
    return `Variation: common cause. ${where[0]?.toUpperCase()}${where.slice(1)} varies as the process usually does. That is not to say it is good enough.`
  }
  const kinds: Readonly<Record<string, string>> = {
    special_cause_improvement: 'special cause, improvement',
    special_cause_concern: 'special cause, concern',
  }
  const kind = kinds[last.point_type ?? ''] ?? 'special cause, neither better nor worse is set'
  return `Variation: ${kind}: ${where} is ${CAUSE_WORDS[cause]}. Look for what changed.`
}

const assuranceWords = (chart: ChartAnswer, target: string): string => {
  const words = {
    consistent_pass: `the target of ${target} will be met every time unless something changes`,
    consistent_fail: `the target of ${target} will be missed every time unless something changes`,
    inconsistent: `the target of ${target} will be met at some times and missed at others, by chance alone`,
  }
  if (chart.assurance && isTooFew(chart)) return 'Assurance: nothing can be said yet.'
  if (chart.assurance) return `Assurance: ${words[chart.assurance]}.`
  if (chart.assurance_reason === 'no_target')
    return 'Assurance: not judged, since no target is set.'
  if (chart.assurance_reason === 'no_direction') {
    return 'Assurance: not judged, since neither higher nor lower is set as better.'
  }
  return 'Assurance: not judged, since there are no limits.'
}

/** Which way is better, in a sentence. */
export const DIRECTION_WORDS: Readonly<Record<ImprovementDirection, string>> = {
  increase: 'Higher is read as better.',
  decrease: 'Lower is read as better.',
  neutral: 'Neither higher nor lower is read as better.',
}

/** Whether unusually large moving ranges count, for the sentence about a method. */
export const screeningWords = (screenOutliers: boolean): string =>
  screenOutliers ? 'unusually large moving ranges left out once' : 'no moving range left out'

/** What is drawn, and from when to when. */
export const headWords = (
  { name, value }: Pick<ChartWordsOf, 'name' | 'value'>,
  used: number,
  dates: readonly string[],
): string =>
  `${name}, ${value}: ${used} ${used === 1 ? 'value' : 'values'} from ${dates[0]} to ${dates.at(-1)}.`

/** The chart for people before its table: variation and assurance in a sentence each, and the method. */
export const chartSentences = (chart: ChartAnswer, of: ChartWordsOf): readonly string[] => [
  headWords(
    of,
    chart.used,
    chart.points.map(({ date }) => date),
  ),
  variationWords(chart, of.show),
  assuranceWords(chart, of.target === null ? '' : of.show(of.target)),
  ...chart.warnings,
  of.method,
  ...excludedWords(chart),
]

/** What is notable about a point; nothing for common cause. */
export const causeWords = ({ special_cause_type: cause }: ChartedPoint): string =>
  cause === null ? '' : CAUSE_WORDS[cause]
