import type { ImprovementDirection } from '#statistics/xmr-icons.js'
import type { NoLimitsReason } from '#statistics/xmr-limits.js'
import type { SpecialCause } from '#statistics/xmr-rules.js'
import type { ChartAnswer, ChartedPoint } from './chart-series.js'
import { excludedWords } from './excluded-rows.js'
import { asNumber, asPercent } from './number-words.js'
import { textTable } from './text-table.js'

/** What the words need besides the chart. */
export interface ChartWordsOf {
  readonly name: string
  readonly value: string
  readonly direction: ImprovementDirection
  readonly target: number | null
  readonly percent: boolean
  readonly screenOutliers: boolean
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

const NO_LIMITS_WORDS: Readonly<Record<NoLimitsReason, string>> = {
  too_few_values: 'there are too few values for limits',
  moving_range_zero: 'the values do not change, so there are no limits to judge by',
  mostly_unchanged:
    'most values do not change from one point to the next, so limits would mislead; use a chart for rare events (g or t)',
}

const gap = (point: ChartedPoint | undefined): boolean => point !== undefined && point.y === null

const variationWords = (chart: ChartAnswer, show: (y: number | null) => string): string => {
  const last = chart.points.at(-1)
  const reason = chart.segments.at(-1)?.reason
  if (!last) return 'Variation: there are no points.'
  if (reason) return `Variation: not judged, since ${NO_LIMITS_WORDS[reason]}.`
  if (gap(last)) return `Variation: the latest point (${last.date}) has no value and is not judged.`
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
  if (chart.assurance) return `Assurance: ${words[chart.assurance]}.`
  if (chart.assurance_reason === 'no_target')
    return 'Assurance: not judged, since no target is set.'
  if (chart.assurance_reason === 'no_direction') {
    return 'Assurance: not judged, since neither higher nor lower is set as better.'
  }
  return 'Assurance: not judged, since there are no limits.'
}

const methodWords = (of: ChartWordsOf): string => {
  const better = {
    increase: 'Higher is read as better',
    decrease: 'Lower is read as better',
    neutral: 'Neither higher nor lower is read as better',
  }
  const screening = of.screenOutliers
    ? 'unusually large moving ranges left out once'
    : 'no moving range left out'
  return `Method: XmR chart with the NHS Making Data Count rules; limits are the mean ± 2.66 average moving ranges, ${screening}. ${better[of.direction]}.`
}

/** The chart for people: variation and assurance in a sentence each, the method, and every point. */
export const chartWords = (chart: ChartAnswer, of: ChartWordsOf): string => {
  const show = of.percent ? asPercent : asNumber
  const [first, last] = [chart.points[0]?.date, chart.points.at(-1)?.date]
  const rows = chart.points.map((point) => [
    point.date,
    show(point.y),
    show(point.mean),
    show(point.lpl),
    show(point.upl),
    (point.special_cause_type && CAUSE_WORDS[point.special_cause_type]) ?? '',
  ])
  return [
    `${of.name}, ${of.value}: ${chart.used} values from ${first} to ${last}.`,
    variationWords(chart, show),
    assuranceWords(chart, of.target === null ? '' : show(of.target)),
    ...chart.warnings,
    methodWords(of),
    ...excludedWords(chart),
    '',
    textTable(['date', 'value', 'mean', 'lower limit', 'upper limit', 'notable'], rows),
  ].join('\n')
}
