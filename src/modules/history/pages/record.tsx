import { withQuery } from '#kernel/address.js'
import { page, type PageContext, type PageContent } from '#kernel/declare/page.js'
import { NotFound } from '#kernel/errors.js'
import { EmptyState, Pagination } from '#ui/index.js'
import { showHistory } from '../history-of.js'
import { RECORD_KINDS, type RecordKind } from '../model.js'
import { Entries } from './entries.js'

/** The history of a deployment, a tab of its own pages. */
export const deploymentHistoryPage = page({
  path: '/register/deployments/:id/history',
  allow: ['signed-in'],
  get: (context) =>
    historyContent(context, 'deployment', `/register/deployments/${context.params['id']}/history`),
})

/** The history of a product, an opportunity or an organisation. */
export const recordHistoryPage = page({
  path: '/history/:kind/:id',
  allow: ['signed-in', 'operator'],
  get: (context) => {
    const kind = RECORD_KINDS.find((one) => one === context.params['kind'])
    if (!kind) throw new NotFound('There is no page at this address.')
    return historyContent(context, kind, `/history/${kind}/${context.params['id']}`)
  },
})

const historyContent = async (
  { read, params, query }: PageContext,
  kind: RecordKind,
  here: string,
): Promise<PageContent> => {
  const id = params['id'] ?? ''
  const lines = await read(showHistory, { kind, id, cursor: query['cursor'] })
  return {
    title: 'History',
    nav: '/register',
    subject: { kind, id },
    tab: 'History',
    body: (
      <>
        <h2 className="nhsuk-heading-m">Who did what, and when</h2>
        {lines.rows.length > 0 ? (
          <Entries lines={lines.rows} names={lines.names} />
        ) : (
          <EmptyState heading="Nothing to show">
            <p>Your organisation has not changed this record.</p>
          </EmptyState>
        )}
        <Pagination
          previous={lines.previous ? withQuery(here, { cursor: lines.previous }) : undefined}
          next={lines.next ? withQuery(here, { cursor: lines.next }) : undefined}
        />
        <p className="wr-note">
          Newest first. It shows what people of your organisation did, and jobs and keys that act
          for it; what other organisations did stands in their history.
        </p>
      </>
    ),
  }
}
