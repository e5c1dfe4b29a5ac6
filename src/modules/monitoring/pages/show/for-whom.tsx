import type { ReactElement } from 'react'
import type { CalendarDate } from '#kernel/time.js'
import { asCount, asFigure, Card, FilterBar, Select, Table, Tag } from '#ui/index.js'
import type { GroupDifference } from '../../compare/compare-groups.js'
import type { MonitoringPlan, Point } from '../../model.js'
import { capital, denominatorWords, rangeWords, windowWords } from '../../words.js'
import { pointState, windowOf } from '../../periods.js'
import { monitoringHref } from '../addresses.js'
import type { Own } from './shown.js'
import { groupRows } from './group-rows.js'
import type { SeriesView } from './view.js'

/** One window by group, the newest unless another is chosen, with what differs. */
export const ForWhom = (props: {
  shown: Own
  plan: MonitoringPlan
  view: SeriesView
  series: readonly Point[]
  wanted: string | undefined
  today: CalendarDate
}): ReactElement => {
  const { shown, plan, view, series, wanted, today } = props
  const whole = shown.points.findLast(
    (point) =>
      point.site === shown.site &&
      point.measure === shown.chosen?.measure &&
      point.threshold === shown.chosen.threshold &&
      point.windowFrom === shown.groupWindow,
  )
  const isFilling = whole !== undefined && pointState(whole, today) === 'immature'
  const rows = groupRows(shown.subgroups, whole ?? null, plan)
  return (
    <Card heading="For whom" id="for-whom">
      <ChoosePeriod {...{ shown, plan, series, wanted }} />
      <Table
        caption={
          whole
            ? `${view.name} by group, ${windowWords(whole.windowFrom, whole.windowTo)}${isFilling ? ', still filling' : ''}`
            : `${view.name} by group`
        }
        rows={rows}
        empty={<p>No groups were sent. Name columns such as age band or sex when you summarise.</p>}
        columns={[
          { heading: 'Group', cell: ({ group }) => group },
          {
            heading: capital(denominatorWords(shown.chosen?.measure ?? '')),
            numeric: true,
            cell: ({ n }) => (n === null ? '–' : asCount(n)),
          },
          { heading: view.name, numeric: true, cell: ({ value }) => asFigure(value, 2, '–') },
          { heading: '95% interval', cell: ({ words }) => words },
          {
            heading: 'Compared',
            cell: ({ difference }) => <Compared difference={difference} />,
          },
        ]}
      />
      {rows.length > 0 ? (
        <p className="wr-note">
          Each group against the largest of its kind: difference with 95% interval, p after Holm’s
          correction over all of them. A difference is a reason to look, not proof of its cause;
          none shown is not proof of fairness.
          {isFilling
            ? ' Outcomes of this period are still to come, so its figures will change.'
            : ''}
        </p>
      ) : null}
    </Card>
  )
}

/** Any period of the series can be chosen: which of them have groups would take as long as the page. */
const ChoosePeriod = (props: {
  shown: Own
  plan: MonitoringPlan
  series: readonly Point[]
  wanted: string | undefined
}) => {
  const { shown, plan, series, wanted } = props
  const { chosen, groupWindow, site } = shown
  const windows = new Map(
    series.toReversed().map(({ windowFrom, windowTo }) => [windowFrom, windowTo]),
  )
  if (!chosen || groupWindow === null || windows.size < 2) return null
  const wordsOf = (from: string) =>
    windowWords(from, windows.get(from) ?? windowOf(from, plan.period).to)
  return (
    <>
      <FilterBar
        action={`${monitoringHref(shown.deployment.id)}#for-whom`}
        keep={{ measure: chosen.measure, threshold: chosen.threshold, site }}
      >
        <Select
          label="Period"
          name="window"
          value={groupWindow}
          choices={[...windows.keys()].map((from) => ({
            value: from,
            label: capital(wordsOf(from)),
          }))}
        />
      </FilterBar>
      {wanted && wanted !== groupWindow && windows.has(wanted) ? (
        <p>
          No figures of groups came for {wordsOf(wanted)}. These are of the newest period that has
          them.
        </p>
      ) : null}
    </>
  )
}

const MAY_BE_CHANCE = 0.05

const Compared = (props: { difference: GroupDifference | null }) => {
  const { difference } = props
  if (!difference) return <>–</>
  const { value, low, high, p } = difference
  const reference = rangeWords(difference.reference)
  const size = `${asFigure(value)} (${asFigure(low)} to ${asFigure(high)})`
  const chance = p < 0.001 ? 'p under 0.001' : `p = ${asFigure(p, p < 0.1 ? 3 : 2)}`
  if (p >= MAY_BE_CHANCE) return <>no difference from {reference} beyond chance</>
  return (
    <>
      <Tag tone="yellow">Look</Tag> {value < 0 ? 'lower' : 'higher'} than {reference}: {size},{' '}
      {chance} after correction
    </>
  )
}
