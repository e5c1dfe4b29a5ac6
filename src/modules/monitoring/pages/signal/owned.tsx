import type { ReactElement } from 'react'
import { withQuery } from '#kernel/address.js'
import {
  asCount,
  asDate,
  Card,
  EmptyState,
  PageHeading,
  Pagination,
  Table,
  Tag,
} from '#ui/index.js'
import type { showOwnedSignals } from '../../signals/show-owned-signals.js'
import { STATE_WORDS, WAY_WORDS } from '../../words.js'
import { monitoringHref } from '../addresses.js'

type Shown = NonNullable<(typeof showOwnedSignals)['gives']>

const HERE = '/overviews/signals'

/** Who has how many open signals, and the signals themselves, soonest due first. */
export const OwnedSignalsBody = ({ shown }: { shown: Shown }): ReactElement => {
  const { owners, owner, page, signals, more } = shown
  const chosen = owners.find(({ ownerId }) => ownerId === owner)
  const to = (number: number) =>
    withQuery(HERE, { ...(owner ? { owner } : {}), page: String(number) })
  return (
    <>
      <PageHeading>Open signals by owner</PageHeading>
      <Card>
        <Table
          caption="Owners of open signals"
          rows={owners}
          rowKey={({ ownerId }) => ownerId}
          empty={
            <EmptyState heading="No signal is open">
              <p>Every signal of your organisation is explained, acted on or closed.</p>
            </EmptyState>
          }
          columns={[
            {
              heading: 'Owner',
              cell: ({ ownerId, ownerName }) => (
                <a href={withQuery(HERE, { owner: ownerId })}>{ownerName}</a>
              ),
            },
            { heading: 'Open', numeric: true, cell: ({ open }) => asCount(open) },
            { heading: 'Overdue', numeric: true, cell: ({ overdue }) => asCount(overdue) },
            { heading: 'Soonest due', cell: ({ soonest }) => asDate(soonest) },
          ]}
        />
      </Card>
      {signals.length > 0 ? (
        <Card heading={chosen ? `Signals of ${chosen.ownerName}` : 'All open signals'}>
          {owner ? (
            <p className="wr-screen-only">
              <a href={HERE}>Show those of everybody</a>
            </p>
          ) : null}
          <Table
            caption="Signals, soonest due first"
            quietCaption
            rows={signals}
            rowKey={({ id }) => id}
            columns={[
              { heading: 'Due', cell: ({ due }) => asDate(due) },
              { heading: 'Tool', cell: ({ about }) => about },
              {
                heading: 'What',
                cell: ({ id, deploymentId, sentence }) => (
                  <a href={monitoringHref(deploymentId, `/signals/${id}`)}>{sentence}</a>
                ),
              },
              { heading: 'Owner', cell: ({ ownerName }) => ownerName },
              { heading: 'Way', cell: ({ way }) => WAY_WORDS[way] },
              { heading: 'State', cell: ({ state }) => <Tag>{STATE_WORDS[state]}</Tag> },
            ]}
          />
          <Pagination
            previous={page > 1 ? to(page - 1) : undefined}
            next={more ? to(page + 1) : undefined}
          />
        </Card>
      ) : null}
    </>
  )
}
