import type { CalendarDate } from '#kernel/time.js'
import type { XmrChart } from '#statistics/xmr-chart.js'
import { asCount, asCountOf, asDate } from '#ui/words.js'
import { CHART_WORDS } from '../../figure-kinds.js'
import { isGap } from '../../measures.js'
import type { ChartedPlan } from '../../charts/chart-history.js'
import type { PlanMeasure, Point } from '../../model.js'
import { noIntervalOf } from '../../no-interval.js'
import { pointState } from '../../periods.js'
import type { Stretch } from '../../charts/stretches.js'
import { basisOf, denominatorWords, windowWords } from '../../words.js'
import { byChanceWords } from '../by-chance-words.js'
import { driftBasisWords } from '../reference-words.js'
import type { Charted } from './chart-data.js'

/** What stands under a chart: what the limits rest on, denominators, completeness, method and date. */
export const noteOf = (
  { all, mature, chart, stretches }: Charted,
  measure: PlanMeasure,
  plan: Pick<ChartedPlan, 'followUpDays' | 'gateVersion' | 'gatePassed'>,
  today: CalendarDate,
): string => {
  const last = all.at(-1)
  if (!last) return ''
  const filling = all.filter((point) => pointState(point, today) === 'immature').length
  return [
    limitsWords(chart, stretches, mature, plan),
    ...stretches.map((stretch) => rebaseWords(stretch, mature)),
    isGap(measure.measure)
      ? OF_ONE_GAP
      : `On ${range(all.map(basisOf))} ${denominatorWords(measure.measure)} a period.`,
    ...driftBasisWords(all, measure),
    noIntervalOf(measure.measure)?.why ?? '',
    byChanceWords(last, measure),
    filling > 0
      ? `${asCountOf(filling, 'period')} ${filling === 1 ? 'is' : 'are'} still filling: outcomes are followed up for ${asCountOf(plan.followUpDays, 'day')}.`
      : '',
    `Method ${last.method}${chart ? `, ${chart.method}` : ''}, computed ${asDate(last.computedAt)}.`,
    all.some((point) => point.datedBySender) ? 'Some periods were dated by the sender.' : '',
    ...(chart?.warnings ?? []),
  ]
    .filter(Boolean)
    .join(' ')
}

const OF_ONE_GAP =
  'Each figure is one gap between two events. Its interval is that of the mean gap as this one alone gives it (exact), so it is wide and not drawn; the limits say how far gaps vary by chance.'

const limitsWords = (
  chart: XmrChart | null,
  stretches: readonly Stretch[],
  mature: readonly Point[],
  { gateVersion, gatePassed }: Pick<ChartedPlan, 'gateVersion' | 'gatePassed'>,
): string => {
  const stretch = stretches.at(-1)
  if (!chart || !stretch) return 'Limits are drawn from 12 complete periods on.'
  const { fixAfter, version, from } = stretch
  const name = CHART_OF_METHOD[chart.method] ?? CHART_WORDS.xmr
  const since = stretch.rebase ? ' since the re-base' : ''
  if (stretch.rebase && chart.segments.at(-1)?.mean === null)
    return `${name}; limits are drawn from 12 complete periods${since} on. Those before it stay as they were.`
  if (fixAfter === null) return `${name}; mean and limits from all complete periods${since}.`
  const last = mature[from + fixAfter - 1]
  const until = last ? ` up to ${windowWords(last.windowFrom, last.windowTo)}` : ''
  if (version === null) {
    return `${name}; mean and limits fixed on the first ${fixAfter} periods${since},${until}.`
  }
  const entered = gatePassed
    ? ', which passed the gate'
    : ', in use when it was registered and not passed here'
  const gate = version === gateVersion ? entered : ''
  return `${name}; mean and limits fixed on ${fixAfter} periods of version ${version}${gate},${until}. They stay until somebody re-bases the chart.`
}

const CHART_OF_METHOD: Readonly<Record<string, string>> = {
  'p-prime-chart/1': CHART_WORDS['p-prime'],
  'u-prime-chart/1': CHART_WORDS['u-prime'],
  'g-chart/1': CHART_WORDS.g,
  't-chart/1': CHART_WORDS.t,
}

const rebaseWords = ({ rebase }: Stretch, mature: readonly Point[]): string => {
  if (!rebase) return ''
  const point = mature.find(({ windowFrom }) => windowFrom === rebase.startsOn)
  const when = point ? windowWords(point.windowFrom, point.windowTo) : asDate(rebase.startsOn)
  return `Re-based from ${when} by ${rebase.decidedByName} on ${asDate(rebase.decidedAt)}: ${rebase.reason}`
}

const range = (values: readonly number[]): string => {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return least === most ? asCount(least) : `${asCount(least)} to ${asCount(most)}`
}
