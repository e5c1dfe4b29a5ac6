import { isAllowed } from '#kernel/actor.js'
import { withoutFilters, withQuery } from '#kernel/address.js'
import { streamCsv } from '#kernel/csv.js'
import { page } from '#kernel/declare/page.js'
import { LARGEST_PAGE } from '#kernel/paging.js'
import { londonDate } from '#kernel/time.js'
import {
  asDate,
  asDue,
  Button,
  EmptyList,
  FilterBar,
  PageHeading,
  Pagination,
  Select,
  Table,
  Tag,
  TextField,
  type Column,
} from '#ui/index.js'
import { listConcerns } from '../list-concerns.js'
import { CONCERN_STATES, MAY_WORK, ORIGINS, SEVERITIES, type Concern } from '../model.js'
import { isOverdue } from '../rules.js'
import { ORIGIN_NAMES, SEVERITY_NAMES, STATE_NAMES } from '../words.js'

const HERE = '/concerns'

const choicesOf = <Value extends string>(
  values: readonly Value[],
  names: Readonly<Record<Value, string>>,
) => values.map((value) => ({ value, label: names[value] }))

/** The concerns of the organisation; `?whose=mine` shows those somebody raised themselves. */
export const listPage = page({
  path: HERE,
  allow: ['signed-in'],
  get: async ({ read, query, actor, now }) => {
    const list = await read(listConcerns, { ...query, limit: undefined })
    const clearHref = withoutFilters(HERE, query)
    const mine = query['whose'] === 'mine'
    const to = (cursor: string | null) =>
      cursor ? withQuery(HERE, { ...query, cursor }) : undefined
    return {
      title: mine ? 'My reports' : 'Concerns',
      nav: HERE,
      body: (
        <>
          <PageHeading aside="reported, not established until triaged">
            {mine ? 'My reports' : 'Concerns'}
          </PageHeading>
          <Button href="/concerns/raise">Raise a concern</Button>
          <FilterBar action={HERE} clearHref={clearHref}>
            <TextField label="Search" name="search" type="search" value={query['search']} />
            <Select
              label="State"
              name="state"
              empty="All states"
              value={query['state']}
              choices={choicesOf(CONCERN_STATES, STATE_NAMES)}
            />
            <Select
              label="Raised by"
              name="origin"
              empty="Anybody"
              value={query['origin']}
              choices={choicesOf(ORIGINS, ORIGIN_NAMES)}
            />
            <Select
              label="Severity"
              name="severity"
              empty="Any"
              value={query['severity']}
              choices={choicesOf(SEVERITIES, SEVERITY_NAMES)}
            />
            <Select
              label="Whose"
              name="whose"
              empty="Everybody’s here"
              value={query['whose']}
              choices={[{ value: 'mine', label: 'My reports' }]}
            />
          </FilterBar>
          <Table
            caption="Concerns, newest first"
            quietCaption
            rows={list.rows}
            rowKey={(one) => one.id}
            empty={
              <EmptyList
                heading={mine ? 'You have raised no concern' : 'No concern yet'}
                clearHref={withoutFilters(HERE, { ...query, whose: undefined })}
              >
                <p>Anybody here can say in a minute that something may be wrong.</p>
              </EmptyList>
            }
            columns={concernColumns(now)}
          />
          <Pagination previous={to(list.previous)} next={to(list.next)} />
          {isAllowed(actor, [...MAY_WORK, 'auditor']) ? (
            <p className="wr-screen-only">
              <a href={withQuery('/concerns.csv', { ...query, cursor: undefined })}>
                Download this list (CSV)
              </a>
            </p>
          ) : null}
        </>
      ),
    }
  },
})

/** The columns of a list of concerns. */
export const concernColumns = (now: Date): Column<Concern>[] => [
  {
    heading: 'Concern',
    cell: (one) => (
      <a className="wr-whole" href={`/concerns/${one.id}`}>
        {one.reference}
      </a>
    ),
  },
  { heading: 'About', cell: (one) => one.toolName },
  { heading: 'Raised by', cell: (one) => ORIGIN_NAMES[one.origin] },
  { heading: 'Raised', cell: (one) => asDate(one.raisedAt) },
  { heading: 'State', cell: (one) => <StateTag concern={one} now={now} /> },
]

/** State and severity of a concern, and when its triage is due. */
export const StateTag = ({ concern, now }: { concern: Concern; now: Date }) => {
  if (concern.state === 'reported') {
    const late = isOverdue(concern.triageBy, now)
    return (
      <>
        <Tag tone={late ? 'red' : 'yellow'}>{late ? 'Triage overdue' : 'To be triaged'}</Tag>{' '}
        {asDue(concern.triageBy, now)}
      </>
    )
  }
  const serious = concern.severity === 'serious'
  return (
    <>
      <Tag tone={concern.state === 'closed' ? 'neutral' : 'blue'}>{STATE_NAMES[concern.state]}</Tag>{' '}
      {concern.severity ? (
        <Tag tone={serious ? 'red' : 'outline'}>{SEVERITY_NAMES[concern.severity]}</Tag>
      ) : null}
    </>
  )
}

/** The same list as a file. */
export const listCsv = page({
  path: '/concerns.csv',
  allow: [...MAY_WORK, 'auditor'],
  get: async ({ read, query, now }) => ({
    download: streamCsv(
      [
        'reference',
        'about',
        'origin',
        'raised',
        'harm',
        'state',
        'severity',
        'kind',
        'what happened',
      ],
      (cursor) => read(listConcerns, { ...query, cursor, limit: LARGEST_PAGE }),
      (one) => [
        one.reference,
        one.toolName,
        ORIGIN_NAMES[one.origin],
        londonDate(one.raisedAt),
        one.harm,
        one.state,
        one.severity,
        one.kind,
        one.whatHappened,
      ],
    ),
    type: 'text/csv; charset=utf-8',
    fileName: `concerns-${londonDate(now)}.csv`,
  }),
})
