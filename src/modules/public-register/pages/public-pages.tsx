import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import { page, type PageContext, type PageDescription } from '#kernel/declare/page.js'
import type { PublicSection } from '#kernel/declare/subject.js'
import { takesPublicConcerns } from '#modules/concerns/index.js'
import {
  asCountOf,
  asDate,
  Button,
  EmptyState,
  FilterBar,
  PageHeading,
  Pagination,
  Table,
  TextField,
} from '#ui/index.js'
import type { PublicOrganisation } from '../model.js'
import { findPublicOrganisations, showPublicOrganisation } from '../show-published.js'
import { PublicToolCard } from './public-tool.js'

/** Where anybody finds what AI is used by whom. */
export const findPage = page({
  path: '/public',
  allow: ['public'],
  get: async ({ read, query }) => {
    const search = query['search'] ?? ''
    const found = await read(findPublicOrganisations, { search, cursor: query['cursor'] })
    return {
      title: 'What AI is used here',
      publicPage: true,
      body: (
        <div className="wr-readable">
          <PageHeading>What AI is used here, and who checks it</PageHeading>
          <p>
            Find a hospital, practice or other NHS organisation, or a tool. Each organisation says
            here, in its own words, what AI it uses. One that is not listed has published nothing
            here; that does not mean that it uses none.
          </p>
          <p className="wr-screen-only">
            <a href="/public/products">What suppliers state about their products</a>
          </p>
          <FilterBar
            action="/public"
            buttonText="Search"
            clearHref={search ? '/public' : undefined}
          >
            <TextField
              label="Organisation, place or tool"
              hint="For example the name of a hospital, a town, or what a tool does"
              name="search"
              type="search"
              value={search}
            />
          </FilterBar>
          <Table
            caption={
              search
                ? `What is published with “${search}”`
                : 'Organisations that have published something'
            }
            rows={found.rows}
            rowKey={(one) => one.id}
            empty={
              <EmptyState heading={search ? 'Nothing is found' : 'Nothing is published yet'}>
                <p>
                  {search
                    ? 'Try fewer words or another one, or ask the organisation itself.'
                    : 'No organisation has published a record here so far.'}
                </p>
              </EmptyState>
            }
            columns={[
              {
                heading: 'Organisation',
                cell: (one) => <a href={`/public/${one.odsCode ?? one.id}`}>{one.name}</a>,
              },
              { heading: 'Tools', cell: (one) => <Tools organisation={one} /> },
              {
                heading: 'What you can do',
                quietHeading: true,
                cell: (one) => (
                  <a href={raiseHref(one.id)}>
                    Raise a concern
                    <span className="nhsuk-u-visually-hidden"> with {one.name}</span>
                  </a>
                ),
              },
            ]}
          />
          <Pagination
            next={found.next ? withQuery('/public', { search, cursor: found.next }) : undefined}
          />
          <OpenDataLinks />
        </div>
      ),
    }
  },
})

const Tools = ({ organisation }: { organisation: PublicOrganisation }): ReactElement => {
  const here = `/public/${organisation.odsCode ?? organisation.id}`
  const more = organisation.tools.length - MOST_TOOLS
  return (
    <ul className="nhsuk-list">
      {organisation.tools.slice(0, MOST_TOOLS).map((tool) => (
        <li key={tool.id}>
          <a href={`${here}#${tool.id}`}>{tool.name}</a>
        </li>
      ))}
      {more > 0 ? <li>and {asCountOf(more, 'more tool', 'more tools')}</li> : null}
    </ul>
  )
}

const MOST_TOOLS = 5

/** What one organisation has published. */
export const organisationPage = (sections: () => readonly PublicSection[]): PageDescription =>
  page({
    path: '/public/:organisation',
    allow: ['public'],
    get: async (context) => {
      const { read, params, query, now } = context
      const { organisation, rows, next } = await read(showPublicOrganisation, {
        organisation: params['organisation'],
        cursor: query['cursor'],
      })
      const takes = await read(takesPublicConcerns, { organisation: organisation.id })
      const here = `/public/${params['organisation'] ?? ''}`
      const more = await drawSections(sections(), context, organisation.id)
      return {
        title: `What AI ${organisation.name} uses`,
        publicPage: true,
        breadcrumbs: [{ text: 'All organisations', href: '/public' }],
        body: (
          <div className="wr-readable">
            <PageHeading aside={organisation.name}>What AI is used here</PageHeading>
            {takes ? <Button href={raiseHref(organisation.id)}>Raise a concern</Button> : null}
            {rows.length === 0 ? (
              <EmptyState heading="Nothing is published here yet">
                <p>
                  This does not mean that {organisation.name} uses no AI. Ask it directly
                  {takes ? ', or raise a concern' : ''}.
                </p>
              </EmptyState>
            ) : (
              rows.map((tool) => (
                <PublicToolCard
                  key={tool.id}
                  id={tool.id}
                  content={tool.content}
                  status={tool.status}
                  ceasedOn={tool.ceasedOn}
                  publishedAt={tool.publishedAt}
                />
              ))
            )}
            <Pagination next={next ? withQuery(here, { cursor: next }) : undefined} />
            {more}
            <p className="wr-quiet">
              As published by {organisation.name}, read on {asDate(now)}. It may use tools that it
              has not published here. Nothing here means that a tool is approved, compliant or safe.
            </p>
            <OpenDataLinks />
          </div>
        ),
      }
    },
  })

const drawSections = async (
  sections: readonly PublicSection[],
  context: PageContext,
  organisationId: string,
): Promise<(ReactElement | null)[]> =>
  Promise.all(
    sections
      .toSorted((left, right) => left.order - right.order)
      .map((section) => section.render(context, organisationId)),
  )

const raiseHref = (organisationId: string): string =>
  withQuery('/public/raise-a-concern', { organisation: organisationId })

const OpenDataLinks = (): ReactElement => (
  <p className="wr-quiet">
    The same as open data: <a href="/public/open-data.json">JSON</a>,{' '}
    <a href="/public/open-data.csv">CSV</a>, <a href="/public/feed.atom">news feed (Atom)</a>
  </p>
)
