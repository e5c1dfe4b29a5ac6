import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import type { Framework } from '#modules/framework/index.js'
import {
  asCount,
  asCountOf,
  asDate,
  Card,
  EmptyState,
  Pagination,
  Table,
  type Column,
} from '#ui/index.js'
import { COLUMNS, type ColumnId, type OrganisationCounts, type Overview } from '../model.js'

const ROWS_SHOWN = 50

/** The name of a column, as the agreed way names its stage. */
export const columnName = (framework: Framework, column: ColumnId): string =>
  column === 'cease'
    ? 'Ceased'
    : column === 'usual'
      ? 'In use'
      : (framework.stages.find((stage) => stage.id === column)?.name ?? column)

/** Where everything is, by organisation and stage; each count leads to those records. */
export const WhereEverythingIs = (props: {
  framework: Framework
  overview: Overview
  page: number
  to: (rows: string) => string
  /** False for a supplier, whose overview is of no uses. */
  registersUses: boolean
}): ReactElement => {
  const { overview, page, to } = props
  const { rows, heldBack } = overview
  return (
    <Card heading="Where everything is">
      <Table
        caption="Records by organisation and stage"
        quietCaption
        compact
        rows={rows.slice((page - 1) * ROWS_SHOWN, page * ROWS_SHOWN)}
        rowKey={(row) => row.organisationId}
        empty={
          props.registersUses ? (
            <EmptyState
              heading="Nothing is registered yet"
              action={{ href: '/register/new', words: 'Register an AI tool' }}
            >
              <p>A tool that is already in use can be registered at the stage it is really at.</p>
            </EmptyState>
          ) : (
            <EmptyState
              heading="No use of your own"
              action={{ href: '/register/products', words: 'See your products' }}
            >
              <p>
                A supplier registers products, not uses. Where NHS organisations use them is shared
                among those, not with suppliers.
              </p>
            </EmptyState>
          )
        }
        columns={[
          {
            heading: 'Organisation',
            cell: (row) => (
              <a href={withQuery('/register', { organisation: row.organisationId })}>
                {row.organisationName}
              </a>
            ),
          },
          ...COLUMNS.map((column) => stageColumn(props.framework, column)),
        ]}
      />
      <Pagination
        previous={page > 1 ? to(String(page - 1)) : undefined}
        next={rows.length > page * ROWS_SHOWN ? to(String(page + 1)) : undefined}
      />
      {overview.systemId !== null && overview.silent > 0 ? (
        <p>
          {asCountOf(overview.silent, 'more organisation')} of {asCount(overview.members)}{' '}
          {overview.silent === 1 ? 'has' : 'have'} registered nothing that you may see. That does
          not mean that {overview.silent === 1 ? 'it uses' : 'they use'} no AI.
        </p>
      ) : null}
      {heldBack.deployments + heldBack.opportunities > 0 ? (
        <p>
          Held back by partners and not in these counts:{' '}
          {asCountOf(heldBack.deployments, 'deployment')} and{' '}
          {asCountOf(heldBack.opportunities, 'opportunity', 'opportunities')}.
        </p>
      ) : null}
    </Card>
  )
}

const stageColumn = (framework: Framework, column: ColumnId): Column<OrganisationCounts> => {
  const name = columnName(framework, column)
  return {
    heading: name,
    numeric: true,
    cell: (row) => {
      const count = row.counts[column]
      if (count === 0) return <span className="wr-quiet">0</span>
      return (
        <a href={listOf(row.organisationId, column)}>
          {asCount(count)}
          <span className="nhsuk-u-visually-hidden">
            {' '}
            at {name}, {row.organisationName}
          </span>
        </a>
      )
    },
  }
}

const listOf = (organisation: string, column: ColumnId): string =>
  column === 'opportunity'
    ? '/register/opportunities'
    : withQuery('/register', { organisation, stage: column })

/** How the questions that decide what applies are answered; not answered is its own count. */
export const FactsCard = ({
  framework,
  overview,
}: {
  framework: Framework
  overview: Overview
}): ReactElement => (
  <Card heading="What is known of them">
    <p className="wr-quiet">Deployments that have not ceased, by the answer they give.</p>
    <Table
      caption="How the questions are answered"
      quietCaption
      compact
      rows={overview.facts}
      rowKey={(one) => one.fact}
      columns={[
        {
          heading: 'Question',
          cell: (one) => framework.facts.find((fact) => fact.id === one.fact)?.question ?? one.fact,
        },
        { heading: 'Yes', numeric: true, cell: (one) => asCount(one.yes) },
        { heading: 'No', numeric: true, cell: (one) => asCount(one.no) },
        { heading: 'Not answered', numeric: true, cell: (one) => asCount(one.notAnswered) },
      ]}
    />
  </Card>
)

/** How the figures were made, over what, and when. */
export const MethodCard = ({ overview, now }: { overview: Overview; now: Date }): ReactElement => {
  const all = overview.rows.reduce(
    (sum, row) => sum + COLUMNS.slice(1).reduce((part, column) => part + row.counts[column], 0),
    0,
  )
  const opportunities = overview.rows.reduce((sum, row) => sum + row.counts.opportunity, 0)
  return (
    <Card heading="How these figures are made">
      <p>
        Counted on {asDate(now)} from the register: {asCountOf(all, 'deployment')} and{' '}
        {asCountOf(opportunities, 'opportunity that is', 'opportunities that are')} open or parked,
        of {asCountOf(overview.members, 'organisation')}. A deployment is counted once, at the stage
        it is at.
      </p>
      <p>
        A decision counts as due when a pilot ends or a review is due within 7 days; exceptions and
        evidence when they end within 30 days. A signal counts until somebody explains it, an alert
        until somebody says whether action is required, a concern of your own organisation when it
        is late to triage, or serious until it is closed. Things count as duplicated when two
        organisations assess or try out the same product, or the same kind of product for a use
        whose title reads alike.
      </p>
      <p>Management information, not official statistics.</p>
    </Card>
  )
}
