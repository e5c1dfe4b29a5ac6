import { isAllowed } from '#kernel/actor.js'
import { withoutFilters, withQuery } from '#kernel/address.js'
import { streamCsv } from '#kernel/csv.js'
import { page } from '#kernel/declare/page.js'
import { LARGEST_PAGE } from '#kernel/paging.js'
import { londonDate } from '#kernel/time.js'
import {
  asDate,
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
import { listCollaborations } from '../list-collaborations.js'
import { MAY_LEAD } from '../model.js'
import { PARTY_TAGS } from './words.js'

const HERE = '/register/collaborations'

/** The collaborations the organisation is a party of, or is asked into. */
export const listPage = page({
  path: HERE,
  allow: ['signed-in'],
  get: async ({ read, query, actor }) => {
    const list = await read(listCollaborations, { ...query, limit: undefined })
    const clearHref = withoutFilters(HERE, query)
    return {
      title: 'Collaborations',
      nav: '/register',
      body: (
        <>
          <PageHeading>Collaborations</PageHeading>
          <RegisterTabs active={HERE} />
          <FilterBar action={HERE} clearHref={clearHref}>
            <TextField label="Search" name="search" type="search" value={query['search']} />
            <Select
              label="State"
              name="state"
              empty="All states"
              value={query['state']}
              choices={[
                { value: 'running', label: 'Running' },
                { value: 'ended', label: 'Ended' },
              ]}
            />
            <Select
              label="Charter"
              name="charter"
              empty="Under a charter or not"
              value={query['charter']}
              choices={[
                { value: 'under', label: 'Under the charter' },
                { value: 'outside', label: 'Not under the charter' },
              ]}
            />
            <Select
              label="Sort by"
              name="sort"
              value={query['sort'] ?? 'newest'}
              choices={[
                { value: 'newest', label: 'Newest first' },
                { value: 'name', label: 'Name' },
                { value: 'review', label: 'Review due first' },
              ]}
            />
          </FilterBar>
          {isAllowed(actor, MAY_LEAD) ? (
            <Button href={`${HERE}/new`}>Set up a collaboration</Button>
          ) : null}
          <Table
            caption="Collaborations"
            quietCaption
            rows={list.rows}
            rowKey={(one) => one.id}
            empty={
              <EmptyList heading="No collaboration yet" clearHref={clearHref}>
                <p>
                  A collaboration is an agreement between organisations to look for uses of AI
                  together. An NHS body sets it up and asks the others.
                </p>
              </EmptyList>
            }
            columns={[
              {
                heading: 'Collaboration',
                rowHeader: true,
                cell: (one) => (
                  <>
                    <a href={`${HERE}/${one.id}`}>{one.name}</a>
                    <span className="wr-note">led by {one.organisationName}</span>
                  </>
                ),
              },
              {
                heading: 'State',
                cell: (one) => (
                  <>
                    {one.endedOn ? <Tag tone="neutral">Ended</Tag> : <Tag tone="blue">Running</Tag>}{' '}
                    {one.underCharter ? <Tag tone="outline">Under the charter</Tag> : null}{' '}
                    {one.breaches > 0 ? <Tag tone="red">{`${one.breaches} failing`}</Tag> : null}
                  </>
                ),
              },
              {
                heading: 'We are',
                cell: (one) => (
                  <Tag tone={PARTY_TAGS[one.standing].tone}>{PARTY_TAGS[one.standing].word}</Tag>
                ),
              },
              { heading: 'Parties', numeric: true, cell: (one) => one.parties },
              {
                heading: 'Belongs to it',
                numeric: true,
                cell: (one) => (one.standing === 'agreed' ? one.entries : 'not shown'),
              },
              { heading: 'Review due', cell: (one) => asDate(one.reviewDue) },
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
      [
        'id',
        'name',
        'led by',
        'under the charter',
        'from',
        'until',
        'review due',
        'ended',
        'we are',
        'parties',
        'belongs to it',
        'tests failing',
      ],
      (cursor) => read(listCollaborations, { ...query, cursor, limit: LARGEST_PAGE }),
      (one) => [
        one.id,
        one.name,
        one.organisationName,
        one.underCharter ? 'yes' : 'no',
        one.termFrom,
        one.termUntil ?? '',
        one.reviewDue,
        one.endedOn ?? '',
        PARTY_TAGS[one.standing].word,
        String(one.parties),
        one.standing === 'agreed' ? String(one.entries) : 'not shown',
        one.standing === 'agreed' ? String(one.breaches) : 'not shown',
      ],
    ),
    type: 'text/csv; charset=utf-8',
    fileName: `collaborations-${londonDate(now)}.csv`,
  }),
})
