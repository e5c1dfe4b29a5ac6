import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { daysBetween, londonDate, type CalendarDate } from '#kernel/time.js'
import type { Framework } from '#modules/framework/index.js'
import {
  asCount,
  asCountOf,
  asDate,
  Card,
  EmptyState,
  PageHeading,
  Pagination,
  Table,
} from '#ui/index.js'
import { MAY_SEE_OVERVIEWS } from '../show-overview.js'
import { showTimes, TIMES_SHOWN, type Times } from '../show-times.js'
import { waitingOn } from '../waiting-on.js'
import { columnName } from './overview-parts.js'

const PATH = '/overviews/times'

/** How long each stage takes, how long it takes to go live, and what waits on whom. */
export const timesPage = (framework: Framework): PageDescription =>
  page({
    path: PATH,
    allow: MAY_SEE_OVERVIEWS,
    get: async ({ read, query, now }) => {
      const number = Math.min(10_000, Math.max(1, Math.trunc(Number(query['rows'])) || 1))
      const system = query['system'] || undefined
      const times = await read(showTimes, { system, page: number })
      const today = londonDate(now)
      return {
        title: `How long it takes: ${times.name}`,
        nav: '/overviews',
        breadcrumbs: [
          {
            text: `Overview of ${times.name}`,
            href: times.systemId
              ? withQuery('/overviews/system', { system: times.systemId })
              : '/overviews/organisation',
          },
        ],
        body: (
          <>
            <PageHeading>{times.name}: how long it takes, and what waits on whom</PageHeading>
            <StageTimes framework={framework} times={times} />
            <OnTheirWay framework={framework} times={times} today={today} page={number} />
            <Card heading="How these figures are made">
              <p>
                Counted on {asDate(now)} from the moves between stages that{' '}
                {asCountOf(times.organisations, 'organisation')} recorded and shared. A stay counts
                when it has ended; the first stay of a tool that was in use before it was assessed
                does not count, since nobody here saw it begin. Time to go live runs from the start
                of assessing to business as usual. Whom a deployment waits on follows from its stage
                and state, not from its evidence, which partners do not see.
              </p>
              <p>Management information, not official statistics.</p>
            </Card>
          </>
        ),
      }
    },
  })

const days = (value: number | null): string =>
  value === null ? 'Not known yet' : asCountOf(Math.round(value), 'day')

const StageTimes = (props: { framework: Framework; times: Times }): ReactElement => {
  const { framework, times } = props
  const stages = (['assess', 'pilot', 'implement'] as const).map((id) => ({
    id,
    name: columnName(framework, id),
    stays: times.stays.find((one) => one.stage === id),
  }))
  const { reached, medianDays, longestDays } = times.goLive
  return (
    <Card heading="How long it takes">
      <p>
        {reached === 0
          ? 'Nothing that began here has reached business as usual yet.'
          : reached === 1
            ? `The one deployment that reached business as usual did so within ${days(longestDays)}.`
            : `Half of the ${asCountOf(reached, 'deployment')} that reached business as usual did so within ${days(medianDays)}; the longest took ${days(longestDays)}.`}
      </p>
      <Table
        caption="Time in each stage"
        quietCaption
        compact
        rows={stages}
        rowKey={(one) => one.id}
        columns={[
          { heading: 'Stage', cell: (one) => one.name },
          {
            heading: 'Median of stays that ended',
            numeric: true,
            cell: (one) => days(one.stays?.medianDays ?? null),
          },
          { heading: 'Stays', numeric: true, cell: (one) => asCount(one.stays?.ended ?? 0) },
        ]}
      />
    </Card>
  )
}

const OnTheirWay = (props: {
  framework: Framework
  times: Times
  today: CalendarDate
  page: number
}): ReactElement => {
  const { framework, times, today } = props
  const to = (page: number) =>
    withQuery(PATH, { system: times.systemId ?? undefined, rows: String(page) })
  return (
    <Card heading="What waits on whom">
      {times.count > 0 ? (
        <p>
          {asCountOf(times.count, 'deployment')} on the way to business as usual, longest in its
          stage first.
        </p>
      ) : null}
      <Table
        caption="Deployments on their way, longest in their stage first"
        quietCaption
        rows={times.onTheirWay}
        rowKey={(one) => one.id}
        empty={
          <EmptyState heading="Nothing is on its way">
            <p>Deployments at assess, pilot or implement are listed here.</p>
          </EmptyState>
        }
        columns={[
          {
            heading: 'Deployment',
            cell: (one) => (
              <>
                <a href={`/register/deployments/${one.id}`}>{one.productName}</a>
                <span className="wr-note">
                  {one.useCase}, {one.organisationName}
                </span>
              </>
            ),
          },
          {
            heading: 'Stage',
            cell: (one) => (
              <>
                {columnName(framework, one.stage)}
                <span className="wr-note">
                  {asCountOf(daysBetween(one.since, today), 'day')}, since {asDate(one.since)}
                </span>
              </>
            ),
          },
          {
            heading: 'Waits on',
            cell: (one) => {
              const { who, why } = waitingOn(one, framework, today)
              return (
                <>
                  {who}
                  <span className="wr-note">{why}</span>
                </>
              )
            },
          },
        ]}
      />
      <Pagination
        previous={props.page > 1 ? to(props.page - 1) : undefined}
        next={times.count > props.page * TIMES_SHOWN ? to(props.page + 1) : undefined}
      />
    </Card>
  )
}
