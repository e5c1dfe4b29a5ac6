import type { ReactElement } from 'react'
import { withoutFilters, withQuery } from '#kernel/address.js'
import { isAllowed } from '#kernel/actor.js'
import { streamCsv } from '#kernel/csv.js'
import { page, type PageContext, type PageDescription } from '#kernel/declare/page.js'
import { londonDate } from '#kernel/time.js'
import type { Framework } from '#modules/framework/index.js'
import { WhoseSelect } from '#modules/opportunities/index.js'
import { PRODUCT_KIND_NAMES, PRODUCT_KINDS } from '#modules/products/index.js'
import {
  asShortDate,
  Button,
  ButtonGroup,
  FilterBar,
  ListFoot,
  PageHeading,
  RegisterTabs,
  Select,
  Table,
  Tag,
  TextField,
} from '#ui/index.js'
import { listDeployments } from '../../list-deployments.js'
import { DEPLOYMENT_STAGES, DEPLOYMENT_STATES, MAY_REGISTER, type Deployment } from '../../model.js'
import { showRegister } from '../../show-register.js'
import { stageName, STATE_WORDS, stateWords } from '../../words.js'
import { NoneFound, NoneOfSupplier } from './none-found.js'

const HERE = '/register'
const EXPORTED_AT_ONCE = 2000

/** The deployments of the organisation and those that partners share: the first page of the register. */
export const listPage = (framework: Framework): PageDescription =>
  page({
    path: HERE,
    allow: ['signed-in'],
    get: async ({ read, query, actor }) => {
      const { list, organisations, isSupplier } = await read(showRegister, {
        ...query,
        limit: undefined,
      })
      const to = (changes: Record<string, string | undefined>) =>
        withQuery(HERE, { ...query, cursor: undefined, ...changes })
      return {
        title: 'Register',
        nav: HERE,
        body: (
          <>
            <PageHeading>Register</PageHeading>
            <RegisterTabs active={HERE} />
            <Filters framework={framework} query={query} organisations={organisations} />
            {!isSupplier && isAllowed(actor, MAY_REGISTER) ? (
              <ButtonGroup>
                <Button href="/register/new">Register a use</Button>
                <a href="/register/import">Bring in a file (CSV)</a>
              </ButtonGroup>
            ) : null}
            <DeploymentTable
              framework={framework}
              rows={list.rows}
              own={actor.organisationId}
              isSupplier={isSupplier}
              clearHref={withoutFilters(HERE, query)}
              to={to}
              sort={query['sort'] ?? 'changed'}
            />
            <ListFoot
              list={list}
              to={to}
              csvHref={withQuery('/register.csv', { ...query, cursor: undefined })}
            />
          </>
        ),
      }
    },
  })

/** The same list as a file. */
export const listCsv = (framework: Framework): PageDescription =>
  page({
    path: '/register.csv',
    allow: ['signed-in'],
    get: async ({ read, query, now }) => ({
      download: streamCsv(
        [
          'id',
          'organisation',
          'product',
          'supplier',
          'version',
          'use',
          'stage',
          'since',
          'state',
          'in use before assessment',
        ],
        (cursor) => read(listDeployments, { ...query, cursor, limit: EXPORTED_AT_ONCE }),
        (one) => [
          one.id,
          one.organisationName,
          one.product.name,
          one.product.supplierName,
          one.version?.name ?? 'not chosen',
          one.useCase.title,
          stageName(framework, one.stage),
          one.stageSince,
          stateWords(one).word,
          one.inUseBeforeAssessment ? 'yes' : 'no',
        ],
      ),
      type: 'text/csv; charset=utf-8',
      fileName: `register-${londonDate(now)}.csv`,
    }),
  })

const Filters = (props: {
  framework: Framework
  query: PageContext['query']
  organisations: readonly { id: string; name: string }[]
}): ReactElement => {
  const { query } = props
  return (
    <FilterBar action={HERE} keep={kept(query)} clearHref={withoutFilters(HERE, query)}>
      <TextField
        label="Search"
        hint="Product, use or organisation"
        name="search"
        type="search"
        value={query['search']}
      />
      <Select
        label="Stage"
        name="stage"
        empty="All stages"
        value={query['stage']}
        choices={DEPLOYMENT_STAGES.map((stage) => ({
          value: stage,
          label: stageName(props.framework, stage),
        }))}
      />
      <Select
        label="State"
        name="state"
        empty="All states"
        value={query['state']}
        choices={DEPLOYMENT_STATES.map((state) => ({
          value: state,
          label: state === 'running' ? 'Running, or not in use yet' : STATE_WORDS[state].word,
        }))}
      />
      <Select
        label="Kind of product"
        name="kind"
        empty="All kinds"
        value={query['kind']}
        choices={PRODUCT_KINDS.map((kind) => ({ value: kind, label: PRODUCT_KIND_NAMES[kind] }))}
      />
      {props.organisations.length > 1 ? (
        <Select
          label="Organisation"
          name="organisation"
          empty="All that share"
          value={query['organisation']}
          choices={props.organisations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <WhoseSelect value={query['whose']} />
    </FilterBar>
  )
}

const DeploymentTable = (props: {
  framework: Framework
  rows: readonly Deployment[]
  own: string | null
  isSupplier: boolean
  clearHref: string | undefined
  to(changes: Record<string, string>): string
  sort: string
}): ReactElement => (
  <Table
    caption="Deployments"
    quietCaption
    rows={props.rows}
    rowKey={(one) => one.id}
    empty={
      props.isSupplier ? (
        <NoneOfSupplier own={props.own} />
      ) : (
        <NoneFound clearHref={props.clearHref} />
      )
    }
    columns={[
      {
        heading: 'Product',
        sort: {
          href: props.to({ sort: 'product' }),
          direction: props.sort === 'product' ? 'ascending' : undefined,
        },
        cell: (one) => (
          <>
            <a href={`/register/deployments/${one.id}`}>{one.product.name}</a>{' '}
            {one.version?.name ?? 'version not chosen'}
          </>
        ),
      },
      { heading: 'Used for', cell: (one) => one.useCase.title },
      {
        heading: 'Organisation',
        cell: (one) => (
          <>
            {one.organisationName}{' '}
            {one.organisationId === props.own ? null : <Tag tone="outline">Partner</Tag>}
          </>
        ),
      },
      {
        heading: 'Stage',
        sort: {
          href: props.to({ sort: 'stage-since' }),
          direction: props.sort === 'stage-since' ? 'descending' : undefined,
        },
        cell: (one) =>
          `${stageName(props.framework, one.stage)} since ${asShortDate(one.stageSince)}`,
      },
      {
        heading: 'State and last change',
        sort: {
          href: props.to({ sort: 'changed' }),
          direction: props.sort === 'changed' ? 'descending' : undefined,
        },
        cell: (one) => (
          <>
            <Tag tone={stateWords(one).tone}>{stateWords(one).word}</Tag>{' '}
            {one.inUseBeforeAssessment ? <Tag tone="orange">Before assessment</Tag> : null}
            <span className="wr-note">{asShortDate(one.changedAt)}</span>
          </>
        ),
      },
    ]}
  />
)

const kept = (query: PageContext['query']): Record<string, string> =>
  Object.fromEntries(
    ['sort', 'product'].flatMap((name) => (query[name] ? [[name, query[name]]] : [])),
  )
