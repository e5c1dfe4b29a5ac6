import { withoutFilters, withQuery } from '#kernel/address.js'
import { isAllowed } from '#kernel/actor.js'
import { streamCsv } from '#kernel/csv.js'
import { page } from '#kernel/declare/page.js'
import { londonDate } from '#kernel/time.js'
import {
  asShortDate,
  Button,
  EmptyList,
  FilterBar,
  ListFoot,
  PageHeading,
  RegisterTabs,
  Select,
  Table,
  Tag,
  TextField,
} from '#ui/index.js'
import { listOpportunities } from '../../list-opportunities.js'
import { MAY_PUT_FORWARD, OPPORTUNITY_STATES } from '../../model.js'
import { WhoseSelect } from '../whose-select.js'
import { STATE_WORDS } from '../../words.js'

const HERE = '/register/opportunities'
const EXPORTED_AT_ONCE = 2000

/** The opportunities of the organisation and those that partners share. */
export const listPage = page({
  path: HERE,
  allow: ['signed-in'],
  get: async ({ read, query, actor }) => {
    const list = await read(listOpportunities, { ...query, limit: undefined })
    const clearHref = withoutFilters(HERE, query)
    return {
      title: 'Opportunities',
      nav: '/register',
      body: (
        <>
          <PageHeading>Opportunities</PageHeading>
          <RegisterTabs active={HERE} />
          <FilterBar action={HERE} clearHref={clearHref}>
            <TextField label="Search" name="search" type="search" value={query['search']} />
            <Select
              label="State"
              name="state"
              empty="All states"
              value={query['state']}
              choices={OPPORTUNITY_STATES.map((state) => ({
                value: state,
                label: STATE_WORDS[state].word,
              }))}
            />
            <WhoseSelect value={query['whose']} />
          </FilterBar>
          {isAllowed(actor, MAY_PUT_FORWARD) ? (
            <Button href="/register/opportunities/new">Put forward an idea</Button>
          ) : null}
          <Table
            caption="Opportunities, newest first"
            quietCaption
            rows={list.rows}
            rowKey={(one) => one.id}
            empty={
              <EmptyList heading="No opportunity yet" clearHref={clearHref}>
                <p>An opportunity is a problem worth solving. Anybody here may put one forward.</p>
              </EmptyList>
            }
            columns={[
              {
                heading: 'Opportunity',
                cell: (one) => <a href={`${HERE}/${one.id}`}>{one.title}</a>,
              },
              { heading: 'Organisation', cell: (one) => one.organisationName },
              { heading: 'Owner', cell: (one) => one.ownerName ?? 'not shown to partners' },
              {
                heading: 'State',
                cell: (one) => (
                  <Tag tone={STATE_WORDS[one.state].tone}>{STATE_WORDS[one.state].word}</Tag>
                ),
              },
              { heading: 'Put forward', cell: (one) => asShortDate(one.putForwardAt) },
            ]}
          />
          <ListFoot
            list={list}
            to={(changes) => withQuery(HERE, { ...query, ...changes })}
            csvHref={withQuery(`${HERE}.csv`, { ...query, cursor: undefined })}
          />
        </>
      ),
    }
  },
})

/** The same list as a file. */
export const listCsv = page({
  path: `${HERE}.csv`,
  allow: ['signed-in'],
  get: async ({ read, query, now }) => ({
    download: streamCsv(
      ['id', 'organisation', 'title', 'problem', 'worth', 'state', 'put forward'],
      (cursor) => read(listOpportunities, { ...query, cursor, limit: EXPORTED_AT_ONCE }),
      (one) => [
        one.id,
        one.organisationName,
        one.title,
        one.problem,
        one.worth,
        STATE_WORDS[one.state].word,
        londonDate(one.putForwardAt),
      ],
    ),
    type: 'text/csv; charset=utf-8',
    fileName: `opportunities-${londonDate(now)}.csv`,
  }),
})
