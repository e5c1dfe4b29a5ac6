import type { ReactElement } from 'react'
import { EmptyState, Pagination, Table } from '#ui/index.js'
import type { Entry } from '../entry-store.js'
import { CHARTER_TESTS } from '../model.js'
import { clinicalWords, TestTag } from './words.js'

const ON_A_PAGE = 25

/** What belongs to a collaboration, non-clinical first, each with its tests at a glance. */
export const EntryTable = (props: {
  entries: readonly Entry[]
  underCharter: boolean
  /** How many come before this page. */
  at: number
  here: string
}): ReactElement => {
  const at = Number.isInteger(props.at) && props.at > 0 ? props.at : 0
  const shown = props.entries.slice(at, at + ON_A_PAGE)
  const link = (from: number) => `${props.here}?from=${from}`
  return (
    <>
      <Table
        caption="What belongs to it, non-clinical first"
        quietCaption
        rows={shown}
        rowKey={(one) => one.id}
        empty={
          <EmptyState heading="Nothing belongs to it yet">
            <p>Each party adds deployments and opportunities of its own.</p>
          </EmptyState>
        }
        columns={[
          {
            heading: 'What',
            rowHeader: true,
            cell: (one) => (
              <>
                <a href={`/register/collaborations/entries/${one.id}`}>{one.title}</a>
                <span className="wr-note">{one.organisationName}</span>
              </>
            ),
          },
          { heading: 'Use', cell: (one) => clinicalWords(one.clinical) },
          ...(props.underCharter
            ? CHARTER_TESTS.map((test) => ({
                heading: test,
                cell: (one: Entry) => {
                  const found = one.tests.find((judged) => judged.test === test)
                  return <TestTag state={found?.state ?? 'not-answered'} />
                },
              }))
            : []),
        ]}
      />
      <Pagination
        previous={at > 0 ? link(Math.max(0, at - ON_A_PAGE)) : undefined}
        next={at + ON_A_PAGE < props.entries.length ? link(at + ON_A_PAGE) : undefined}
      />
    </>
  )
}
