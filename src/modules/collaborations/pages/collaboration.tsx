import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page } from '#kernel/declare/page.js'
import {
  asDate,
  Button,
  Card,
  Details,
  PageHeading,
  Panel,
  ShareBar,
  Tag,
  TwoColumns,
} from '#ui/index.js'
import { MAY_CONSENT, MAY_ENTER, MAY_SIGN } from '../model.js'
import { crumbs } from './crumbs.js'
import { EntryTable } from './entry-table.js'
import { shareWords } from './words.js'
import { Facts } from './facts-card.js'
import { Parties } from './parties-card.js'
import { hrefOf, readShown, type Part } from './shown.js'

/** A collaboration: what belongs to it with its tests at a glance, the parties, and what to do next. */
export const collaborationPage = page({
  path: '/register/collaborations/:id',
  allow: ['signed-in'],
  get: async (context) => {
    const shown = await readShown(context)
    const { collaboration, standing } = shown
    return {
      title: collaboration.name,
      nav: '/register',
      breadcrumbs: crumbs(),
      body: (
        <>
          <PageHeading aside={`led by ${collaboration.organisationName}`}>
            {collaboration.name}
          </PageHeading>
          <p>
            {collaboration.endedOn ? (
              <Tag tone="neutral">Ended</Tag>
            ) : (
              <Tag tone="blue">Running</Tag>
            )}{' '}
            {collaboration.underCharter ? <Tag tone="outline">Under the charter</Tag> : null}
          </p>
          <NextThing context={context} shown={shown} />
          <TwoColumns
            main={
              <>
                {standing === 'agreed' ? <Belongings context={context} shown={shown} /> : null}
                <Parties context={context} shown={shown} />
              </>
            }
            side={<Facts context={context} shown={shown} />}
          />
        </>
      ),
    }
  },
})

const NextThing = ({ context, shown }: Part): ReactElement | null => {
  const { collaboration, standing, breaches, signatures } = shown
  const { actor } = context
  if (collaboration.endedOn)
    return (
      <Panel>
        Ended on {asDate(collaboration.endedOn)} by {collaboration.endedByName}:{' '}
        {collaboration.endReason}
      </Panel>
    )
  if (standing === 'invited')
    return (
      <Panel tone="blue">
        Your organisation is asked to be a party.{' '}
        {isAllowed(actor, MAY_CONSENT) ? (
          <a href={`${hrefOf(shown)}/answer`}>Agree or decline</a>
        ) : (
          'Its administrator agrees or declines.'
        )}
      </Panel>
    )
  const open = breaches.filter((one) => one.endedAt === null)
  if (open.length > 0)
    return (
      <Panel tone="red">
        {open.length === 1 ? '1 charter test fails' : `${open.length} charter tests fail`}. The
        gates of what fails are shut until it passes or is taken out.
      </Panel>
    )
  const signed = signatures.some(
    (one) => one.organisationId === actor.organisationId && one.wording === collaboration.wording,
  )
  if (signed || standing !== 'agreed') return null
  return (
    <Panel tone="blue">
      Nobody has signed this wording for your organisation yet.{' '}
      {isAllowed(actor, MAY_SIGN) ? <a href={`${hrefOf(shown)}/sign`}>Read and sign</a> : null}
    </Panel>
  )
}

const Belongings = ({ context, shown }: Part): ReactElement => {
  const { collaboration, entries, share, left } = shown
  const mayAdd = !collaboration.endedOn && isAllowed(context.actor, MAY_ENTER)
  return (
    <Card heading="What belongs to it">
      {collaboration.underCharter ? (
        <p>
          {shareWords(share)}{' '}
          {share.mainlyNonClinical === false
            ? 'That is not mainly non-clinical, which the charter says it is.'
            : null}
          <span className="wr-note">
            Counted today, over what belongs to it now: clinical by the register or by the answer to
            C1.
          </span>
        </p>
      ) : null}
      {entries.length > 0 ? (
        <ShareBar
          shares={[
            { words: 'non-clinical', count: share.nonClinical },
            { words: 'clinical', count: share.clinical },
            { words: 'not answered', count: share.notAnswered },
          ]}
        />
      ) : null}
      <EntryTable
        entries={entries}
        underCharter={collaboration.underCharter}
        at={Number(context.query['from'] ?? 0)}
        here={hrefOf(shown)}
      />
      {mayAdd ? (
        <Button href={`${hrefOf(shown)}/add`}>Add a deployment or opportunity</Button>
      ) : null}
      {left.length > 0 ? (
        <Details summary={`${left.length} belonged to it before`}>
          <ul>
            {left.map((one) => (
              <li key={one.id}>
                <a href={`/register/collaborations/entries/${one.id}`}>{one.title}</a>, until{' '}
                {asDate(one.leftAt ?? context.now)}: {one.leftReason}
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </Card>
  )
}
