import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page, type PageContext } from '#kernel/declare/page.js'
import { asDateTime, Button, ButtonGroup, EmptyState, InsetText, Panel, Table } from '#ui/index.js'
import { MAY_PUBLISH, MAY_WRITE, type PublicRecord, type PublishedRevision } from '../model.js'
import { missingParts, publicStatus, saySame } from '../rules.js'
import { showRecord } from '../show-record.js'
import { PublicToolCard } from './public-tool.js'

/** Where the public record of a deployment stands. */
export const recordPath = (deploymentId: string): string =>
  `/register/deployments/${deploymentId}/public-record`

/** What the public reads of a deployment, what is drafted beside it, and what to do next. */
export const recordPage = page({
  path: recordPath(':id'),
  allow: ['signed-in'],
  get: async ({ read, params, actor }) => {
    const { deployment, isOwn, record, revisions } = await read(showRecord, {
      deploymentId: params['id'],
    })
    const organisation = deployment.organisationName
    return {
      title: 'Public record',
      nav: '/register',
      subject: { kind: 'deployment', id: deployment.id },
      tab: 'Public record',
      body: !isOwn ? (
        <p>
          What the public reads about this tool is published by {organisation}.{' '}
          <a href={`/public/${deployment.organisationId}`}>See its public page</a>
        </p>
      ) : record ? (
        <OwnRecord
          record={record}
          revisions={revisions}
          status={publicStatus(deployment.stage, deployment.state)}
          actor={actor}
        />
      ) : (
        <EmptyState
          heading="The public can read nothing about this tool"
          action={
            isAllowed(actor, MAY_WRITE)
              ? { href: `${recordPath(deployment.id)}/edit`, words: 'Write a draft' }
              : undefined
          }
        >
          <p>
            Write in plain words what AI is used, why, who checks it and how people can say no.
            Nothing is public until a named person publishes it; passing a gate never does.
          </p>
        </EmptyState>
      ),
    }
  },
})

const OwnRecord = (props: {
  record: PublicRecord
  revisions: readonly PublishedRevision[]
  status: ReturnType<typeof publicStatus>
  actor: PageContext['actor']
}): ReactElement => {
  const { record, revisions, actor } = props
  const here = recordPath(record.deploymentId)
  const published = revisions.find((one) => one.number === record.publishedNumber)
  const isSame = published !== undefined && saySame(published.content, record.draft)
  const missing = missingParts(record.draft).length
  return (
    <>
      <Panel tone={published ? 'green' : 'yellow'}>{standing(published, isSame)}</Panel>
      <PublicToolCard content={record.draft} status={props.status} />
      <p className="wr-quiet">
        Written by {record.draftedByName}, {asDateTime(record.draftedAt)}
      </p>
      {!isSame && missing > 0 ? (
        <InsetText>
          What says “not answered” must be answered before this can be published.
        </InsetText>
      ) : null}
      <ButtonGroup>
        {!isSame && missing === 0 && isAllowed(actor, MAY_PUBLISH) ? (
          <Button href={`${here}/publish`}>Read it once more and publish</Button>
        ) : null}
        {isAllowed(actor, MAY_WRITE) ? (
          <Button kind={missing > 0 ? 'primary' : 'secondary'} href={`${here}/edit`}>
            Edit the draft
          </Button>
        ) : null}
      </ButtonGroup>
      {published && isAllowed(actor, MAY_PUBLISH) ? (
        <p className="wr-screen-only">
          <a href={`${here}/take-down`}>Take what is published down</a>
        </p>
      ) : null}
      <Revisions revisions={revisions} />
    </>
  )
}

const standing = (published: PublishedRevision | undefined, isSame: boolean): string => {
  if (!published) return 'The public can read nothing about this tool. This is a draft.'
  const by = `published by ${published.publishedByName}, ${asDateTime(published.publishedAt)}`
  return isSame
    ? `This is what the public reads: ${by}.`
    : `The public still reads what was ${by}. The draft below differs and is not public.`
}

const Revisions = ({
  revisions,
}: {
  revisions: readonly PublishedRevision[]
}): ReactElement | null =>
  revisions.length === 0 ? null : (
    <>
      <Table
        caption="What was published when"
        rows={revisions}
        rowKey={(one) => String(one.number)}
        columns={[
          { heading: 'Revision', cell: (one) => one.number },
          {
            heading: 'Published',
            cell: (one) => `${asDateTime(one.publishedAt)} by ${one.publishedByName}`,
          },
          {
            heading: 'Taken down or replaced',
            cell: (one) =>
              one.withdrawnAt
                ? `${asDateTime(one.withdrawnAt)} by ${one.withdrawnByName ?? ''}: ${one.withdrawnReason ?? ''}`
                : 'No, the public reads it now',
          },
        ]}
      />
      <p className="wr-quiet">
        The names of those who write and publish are shown here only, never to the public.
      </p>
    </>
  )
