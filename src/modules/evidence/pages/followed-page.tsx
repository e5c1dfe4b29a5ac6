import { withQuery } from '#kernel/address.js'
import { page } from '#kernel/declare/page.js'
import { asDateTime, EmptyState, PageHeading, Pagination, Table, Tag } from '#ui/index.js'
import { followedAddress } from '../addresses.js'
import { lookAtFollowed, showFollowedChanges } from '../look-at-followed.js'
import { MAY_ANSWER, type Subject } from '../model.js'

/** What changed in a file that one's organisation follows; to open it is to have looked. */
export const followedPage = page({
  path: '/register/followed/:scope/:id',
  allow: MAY_ANSWER,
  get: async ({ run, read, params, query }) => {
    const subject: Subject = {
      scope: params['scope'] === 'supplier' ? 'supplier' : 'product_version',
      subjectId: params['id'] ?? '',
    }
    const here = followedAddress(subject)
    const shown = await read(showFollowedChanges, { ...subject, cursor: query['cursor'] })
    if (shown.rows[0] && shown.rows[0].changedAt > shown.seenUntil)
      await run(lookAtFollowed, subject)
    const file = shown.productId
      ? `/register/products/${shown.productId}/evidence`
      : `/register/organisations/${subject.subjectId}/evidence`
    return {
      title: `What changed in the file of ${shown.name}`,
      nav: '/register',
      body: (
        <>
          <PageHeading>What changed in the file of {shown.name}</PageHeading>
          <p>
            Your organisation follows it. <a href={file}>Open the file</a> to see what stands in it
            now, or to stop following it.
          </p>
          <Table
            caption="What changed, newest first"
            quietCaption
            rows={shown.rows}
            rowKey={({ id }) => id}
            empty={
              <EmptyState heading="Nothing has changed">
                <p>You are told on Home and by letter when something does.</p>
              </EmptyState>
            }
            columns={[
              {
                heading: 'When',
                cell: ({ changedAt }) => (
                  <>
                    {asDateTime(changedAt)}{' '}
                    {changedAt > shown.seenUntil ? <Tag tone="blue">New to you</Tag> : null}
                  </>
                ),
              },
              {
                heading: 'What',
                cell: ({ name, requirementId }) => (
                  <>
                    {name}
                    <span className="wr-note">{requirementId}</span>
                  </>
                ),
              },
              { heading: 'What happened', cell: ({ because }) => because },
            ]}
          />
          <Pagination
            previous={shown.previous ? withQuery(here, { cursor: shown.previous }) : undefined}
            next={shown.next ? withQuery(here, { cursor: shown.next }) : undefined}
          />
        </>
      ),
    }
  },
})
