import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import { streamCsv } from '#kernel/csv.js'
import { page, type PageContext } from '#kernel/declare/page.js'
import { LARGEST_PAGE } from '#kernel/paging.js'
import { londonDate } from '#kernel/time.js'
import {
  asShortDate,
  Button,
  ButtonGroup,
  EmptyState,
  FilterBar,
  PageHeading,
  Pagination,
  RegisterTabs,
  Select,
  Table,
  Tag,
  TextField,
} from '#ui/index.js'
import { listOrganisations } from '../list-organisations.js'
import {
  ORGANISATION_KIND_NAMES,
  ORGANISATION_KINDS,
  REGION_NAMES,
  type Organisation,
} from '../model.js'
import { LICENCE_WORDS, regionWords } from './words.js'

const HERE = '/register/organisations'

/** The organisations of the register. */
export const listPage = page({
  path: HERE,
  allow: ['signed-in', 'operator'],
  get: async ({ read, query, actor, now }) => {
    const found = await read(listOrganisations, { ...query, limit: undefined })
    const to = (changes: Record<string, string | undefined>) =>
      withQuery(HERE, { ...query, cursor: undefined, ...changes })
    return {
      title: 'Organisations',
      nav: '/register',
      body: (
        <>
          <PageHeading>Organisations</PageHeading>
          <RegisterTabs active={HERE} />
          <Filters query={query} />
          <ButtonGroup>
            <Button kind="secondary" href={`${HERE}/suppliers/new`}>
              Add a supplier
            </Button>
            {actor.roles.includes('operator') ? (
              <>
                <Button kind="secondary" href={`${HERE}/new`}>
                  Add an organisation
                </Button>
                <Button kind="secondary" href={`${HERE}/import`}>
                  Take in a national file
                </Button>
              </>
            ) : null}
          </ButtonGroup>
          <OrganisationTable rows={found.rows} today={londonDate(now)} />
          <Pagination
            previous={found.previous ? to({ cursor: found.previous }) : undefined}
            next={found.next ? to({ cursor: found.next }) : undefined}
          />
          <p className="wr-screen-only">
            <a href={withQuery(`${HERE}.csv`, { ...query, cursor: undefined })}>
              Download this list (CSV)
            </a>
          </p>
          <p className="wr-note">{LICENCE_WORDS}</p>
        </>
      ),
    }
  },
})

/** The same list as a file. */
export const listCsv = page({
  path: `${HERE}.csv`,
  allow: ['signed-in', 'operator'],
  get: async ({ read, query, now }) => ({
    download: streamCsv(
      ['id', 'ods code', 'name', 'kind', 'region', 'opened', 'closed', 'source', 'source date'],
      (cursor) => read(listOrganisations, { ...query, cursor, limit: LARGEST_PAGE }),
      (one) => [
        one.id,
        one.odsCode,
        one.name,
        ORGANISATION_KIND_NAMES[one.kind],
        one.regionCode === null ? '' : regionWords(one.regionCode),
        one.opened,
        one.closed,
        one.source,
        one.sourceDate,
      ],
    ),
    type: 'text/csv; charset=utf-8',
    fileName: `organisations-${londonDate(now)}.csv`,
  }),
})

const Filters = ({ query }: { query: PageContext['query'] }): ReactElement => (
  <FilterBar
    action={HERE}
    clearHref={
      query['search'] || query['kind'] || query['region'] || query['state'] ? HERE : undefined
    }
  >
    <TextField label="Name or ODS code" name="search" type="search" value={query['search']} />
    <Select
      label="Kind"
      name="kind"
      empty="All kinds"
      value={query['kind']}
      choices={ORGANISATION_KINDS.map((kind) => ({
        value: kind,
        label: ORGANISATION_KIND_NAMES[kind],
      }))}
    />
    <Select
      label="Region"
      name="region"
      empty="All regions"
      value={query['region']}
      choices={Object.entries(REGION_NAMES).map(([value, label]) => ({ value, label }))}
    />
    <Select
      label="State"
      name="state"
      empty="Open and closed"
      value={query['state']}
      choices={[
        { value: 'open', label: 'Open' },
        { value: 'closed', label: 'Closed' },
      ]}
    />
  </FilterBar>
)

const OrganisationTable = (props: {
  rows: readonly Organisation[]
  today: string
}): ReactElement => (
  <Table
    caption="Organisations in the register"
    quietCaption
    rows={props.rows}
    rowKey={(one) => one.id}
    empty={
      <EmptyState heading="No organisation is found">
        <p>Search for another name or code, or add the supplier that is missing.</p>
      </EmptyState>
    }
    columns={[
      { heading: 'Organisation', cell: (one) => <a href={`${HERE}/${one.id}`}>{one.name}</a> },
      { heading: 'ODS code', cell: (one) => one.odsCode ?? 'none' },
      { heading: 'Kind', cell: (one) => ORGANISATION_KIND_NAMES[one.kind] },
      { heading: 'Region', cell: (one) => regionWords(one.regionCode) },
      { heading: 'State', cell: (one) => <State organisation={one} today={props.today} /> },
    ]}
  />
)

const State = (props: { organisation: Organisation; today: string }): ReactElement => {
  const { opened, closed } = props.organisation
  if (closed !== null) {
    const words = closed < props.today ? 'Closed' : 'Closes'
    return <Tag tone="red">{`${words} ${asShortDate(closed)}`}</Tag>
  }
  if (opened !== null && opened > props.today) return <Tag>{`Opens ${asShortDate(opened)}`}</Tag>
  return <Tag tone="green">Open</Tag>
}
