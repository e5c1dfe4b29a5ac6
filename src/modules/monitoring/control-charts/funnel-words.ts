import type { FunnelChart, FunnelGroup } from '#statistics/funnel.js'
import { wilsonInterval } from '#statistics/wilson-interval.js'
import { excludedWords, type RowCounts } from './excluded-rows.js'
import { asNumber, asPercent } from './number-words.js'
import { textTable } from './text-table.js'

const limitsOf = (chart: FunnelChart, group: FunnelGroup): readonly [number, number] =>
  chart.outlier_limits === 'over_dispersed'
    ? [group.OD99LCL ?? group.LCL99, group.OD99UCL ?? group.UCL99]
    : [group.LCL99, group.UCL99]

const place = (chart: FunnelChart, group: FunnelGroup): string => {
  if (group.outlier === 0) return 'within'
  return group.rr > limitsOf(chart, group)[1] ? 'above' : 'below'
}

const spreadWords = (chart: FunnelChart): string => {
  if (chart.reason === 'fewer_than_five_groups') {
    return 'There are fewer than five groups, too few to say how far they differ beyond chance. Over-dispersion is not estimated; the limits allow for chance alone.'
  }
  if (chart.reason) return 'Over-dispersion cannot be estimated; the limits allow for chance alone.'
  const figures = `phi ${asNumber(chart.phi)}, tau2 ${asNumber(chart.tau2)}`
  return chart.outlier_limits === 'over_dispersed'
    ? `Groups are spread wider than chance alone makes them on average (${figures}); the limits allow for that. In few groups that may be chance too.`
    : `Groups are spread no wider than chance alone makes them (${figures}).`
}

const outsideWords = (chart: FunnelChart): string => {
  const outside = chart.groups.filter(({ outlier }) => outlier === 1)
  const all = `${chart.groups.length} ${chart.groups.length === 1 ? 'group' : 'groups'}`
  if (outside.length === 0) return `Outside the 99.8% limits: none of ${all}.`
  const named = outside.map((group) => `${group.group} (${place(chart, group)})`).join(', ')
  return `Outside the 99.8% limits: ${outside.length} of ${all}: ${named}. That is a reason to look, beginning with the data; it proves nothing.`
}

const tableWords = (chart: FunnelChart): string => {
  const proportion = chart.kind === 'proportion'
  const show = proportion ? asPercent : asNumber
  const rows = chart.groups.map((group) => {
    const [low, high] = limitsOf(chart, group)
    const interval = proportion ? wilsonInterval(group.numerator, group.denominator) : null
    return [
      group.group,
      asNumber(group.numerator),
      asNumber(group.denominator),
      show(group.rr),
      ...(interval ? [`${show(interval[0])}–${show(interval[1])}`] : []),
      show(low),
      show(high),
      place(chart, group),
    ]
  })
  const headings = proportion
    ? ['group', 'events', 'total', 'share', '95% interval', 'lower limit', 'upper limit', 'place']
    : ['group', 'events', 'expected', 'ratio', 'lower limit', 'upper limit', 'place']
  return textTable(headings, rows)
}

/** The funnel for people: spread, who lies outside, the method, and every group by name. */
export const funnelWords = (chart: FunnelChart & RowCounts, name: string): string => {
  const show = chart.kind === 'proportion' ? asPercent : asNumber
  const method =
    chart.kind === 'proportion'
      ? 'arcsine limits, scores winsorised at 10% for over-dispersion (Spiegelhalter 2005); intervals by Wilson'
      : 'exact Poisson limits, scores truncated at 10% for over-dispersion (as the SHMI)'
  return [
    `${name}: ${chart.groups.length} ${chart.groups.length === 1 ? 'group' : 'groups'} around ${show(chart.target)}.`,
    outsideWords(chart),
    spreadWords(chart),
    `Method: ${method}. Groups stand by name: this is not a ranking.`,
    ...excludedWords(chart),
    '',
    tableWords(chart),
  ].join('\n')
}
