import type { ReactElement } from 'react'
import { isAllowed } from '#kernel/actor.js'
import { page, type PageContext } from '#kernel/declare/page.js'
import { isRole, roleInText } from '#kernel/roles.js'
import {
  asDate,
  asDue,
  Button,
  ButtonGroup,
  Card,
  Details,
  PageHeading,
  Panel,
  ShareBar,
  SummaryList,
  Table,
  Tag,
  TwoColumns,
} from '#ui/index.js'
import { MAY_CONSENT, MAY_ENTER, MAY_LEAD, MAY_SIGN } from '../model.js'
import { TEST_NAMES } from '../rules.js'
import { showCollaboration } from '../show-collaboration.js'
import { crumbs } from './crumbs.js'
import { EntryTable } from './entry-table.js'
import { PARTY_TAGS, shareWords } from './words.js'

type Shown = Awaited<ReturnType<typeof readShown>>

const readShown = ({ read, params }: PageContext) => read(showCollaboration, { id: params['id'] })

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

interface Part {
  context: PageContext
  shown: Shown
}

const hrefOf = ({ collaboration }: Shown): string => `/register/collaborations/${collaboration.id}`

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

const Parties = ({ context, shown }: Part): ReactElement => {
  const { parties, leads, collaboration, signatures } = shown
  const mayChange = leads && !collaboration.endedOn && isAllowed(context.actor, MAY_LEAD)
  const signedFor = (id: string) =>
    signatures.find((one) => one.organisationId === id && one.wording === collaboration.wording)
  return (
    <Card heading="Parties and signatories">
      <Table
        caption="Parties and signatories"
        quietCaption
        rows={parties}
        rowKey={(one) => one.id}
        columns={[
          { heading: 'Party', rowHeader: true, cell: (one) => one.organisationName },
          {
            heading: 'State',
            cell: (one) => (
              <>
                <Tag tone={PARTY_TAGS[one.state].tone}>{PARTY_TAGS[one.state].word}</Tag>
                <span className="wr-note">
                  {asDate(one.leftAt ?? one.answeredAt ?? one.invitedAt)},{' '}
                  {one.leftByName ?? one.answeredByName ?? one.invitedByName}
                  {one.leftReason ? `: ${one.leftReason}` : ''}
                </span>
              </>
            ),
          },
          {
            heading: 'Signed by',
            cell: (one) => {
              if (one.state !== 'agreed') return '–'
              const by = signedFor(one.organisationId)
              if (!by) return 'Not signed yet'
              const role = isRole(by.role) ? roleInText(by.role) : by.role
              return `${by.signedByName}, ${role}, ${asDate(by.signedAt)}`
            },
          },
          ...(mayChange
            ? [
                {
                  heading: 'What to do',
                  quietHeading: true,
                  cell: (one: (typeof parties)[number]) =>
                    (one.state === 'agreed' || one.state === 'invited') &&
                    one.organisationId !== collaboration.organisationId ? (
                      <a href={`${hrefOf(shown)}/parties/${one.organisationId}/remove`}>
                        Remove
                        <span className="nhsuk-u-visually-hidden"> {one.organisationName}</span>
                      </a>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      {mayChange ? (
        <Button kind="secondary" href={`${hrefOf(shown)}/parties`}>
          Ask another party
        </Button>
      ) : null}
    </Card>
  )
}

const Facts = ({ context, shown }: Part): ReactElement => {
  const { collaboration, leads, standing } = shown
  const { actor, now } = context
  const mayLead = leads && !collaboration.endedOn && isAllowed(actor, MAY_LEAD)
  const mayLeave =
    !leads && !collaboration.endedOn && standing === 'agreed' && isAllowed(actor, MAY_CONSENT)
  return (
    <>
      <Card heading="What it is">
        <SummaryList
          rows={[
            { key: 'Purpose', value: collaboration.purpose },
            { key: 'From', value: asDate(collaboration.termFrom) },
            {
              key: 'Until',
              value: collaboration.termUntil ? asDate(collaboration.termUntil) : 'no end is set',
            },
            {
              key: 'Review',
              value: collaboration.endedOn
                ? asDate(collaboration.reviewDue)
                : `${asDate(collaboration.reviewDue)}, ${asDue(collaboration.reviewDue, now)}`,
            },
            {
              key: 'Set up',
              value: `${asDate(collaboration.setUpAt)}, ${collaboration.setUpByName}`,
            },
          ]}
        />
        <ButtonGroup>
          {mayLead ? <a href={`${hrefOf(shown)}/edit`}>Edit</a> : null}
          {mayLead ? <a href={`${hrefOf(shown)}/end`}>End it</a> : null}
          {mayLeave ? <a href={`${hrefOf(shown)}/leave`}>Leave it</a> : null}
        </ButtonGroup>
      </Card>
      {collaboration.underCharter ? (
        <Card heading="The four tests">
          <ul>
            {Object.entries(TEST_NAMES).map(([test, name]) => (
              <li key={test}>
                {test}: {name}
              </li>
            ))}
          </ul>
          <p className="wr-note">
            Our reading of the charter between the Incubator for AI and NHS England of 25 April
            2024, from press reports; we have not read its text. No body has endorsed this reading.
          </p>
        </Card>
      ) : null}
    </>
  )
}
