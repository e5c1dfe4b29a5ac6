import type { ReactElement } from 'react'
import type { Actor } from '#kernel/actor.js'
import { isAllowed } from '#kernel/actor.js'
import type { Deployment } from '#modules/deployments/index.js'
import type { HazardFacts } from '#modules/hazards/index.js'
import { asCount, asDate, Button, ButtonGroup, Card, Table, Tag } from '#ui/index.js'
import { MAY_COVER, type CoveredMember, type GroupStatement } from '../model.js'
import { secondRole, type MemberState } from '../rules.js'
import { Statement } from './statement.js'
import { MEMBER_STATES } from './words.js'

type Judged = CoveredMember & { state: MemberState }

/** What the page about members is drawn from. */
export interface Shown {
  deployment: Deployment
  statement: GroupStatement | null
  members: readonly Judged[]
  hazards: HazardFacts | null
}

/** The group's side: what it stated, whom it covers, and how each member stands. */
export const GroupView = ({ shown, actor }: { shown: Shown; actor: Actor }): ReactElement => {
  const { deployment, statement, members } = shown
  const here = `/register/deployments/${deployment.id}/members`
  const mayChange = isAllowed(actor, MAY_COVER) && deployment.state !== 'ceased'
  const confirmed = members.filter((one) => one.state === 'confirmed').length
  return (
    <>
      <h2 className="nhsuk-heading-l">Organisations it covers</h2>
      <p>
        {members.length === 0
          ? 'This deployment covers your own organisation only. Where you answer for others, such as practices, add them here: each confirms, says what differs and signs as controller.'
          : `${asCount(confirmed)} of ${asCount(members.length)} confirmed. It is live only where it is confirmed.`}
      </p>
      {mayChange ? (
        <ButtonGroup>
          <Button href={`${here}/add`} kind={members.length === 0 ? 'primary' : 'secondary'}>
            Add organisations
          </Button>
          {members.length > 0 ? (
            <Button href={`${here}/state`} kind={statement ? 'secondary' : 'primary'}>
              State to them what we did
            </Button>
          ) : null}
        </ButtonGroup>
      ) : null}
      {members.length > 0 ? (
        <Card heading="What we stated">
          {statement ? <Statement statement={statement} /> : <p>Nothing is stated yet.</p>}
        </Card>
      ) : null}
      {members.length > 0 ? <MemberTable {...{ shown, actor, here, mayChange }} /> : null}
    </>
  )
}

const MemberTable = (props: {
  shown: Shown
  actor: Actor
  here: string
  mayChange: boolean
}): ReactElement => (
  <Table
    caption="Organisations covered, and how each stands"
    rows={props.shown.members}
    rowKey={(one) => one.organisationId}
    columns={[
      {
        heading: 'Organisation',
        cell: (one) => (
          <>
            {one.name}
            <span className="wr-note">{signedWords(one)}</span>
          </>
        ),
      },
      { heading: 'What differs', cell: differsWords },
      {
        heading: 'State',
        cell: ({ state, confirmation, name }) => (
          <>
            <Tag tone={MEMBER_STATES[state].tone}>{MEMBER_STATES[state].word}</Tag>
            {state === 'second-to-sign' && confirmation ? (
              <span className="wr-note">
                {confirmation.secondFrom === 'group' ? 'From us' : `From somebody else at ${name}`}
              </span>
            ) : null}
          </>
        ),
      },
      {
        heading: 'What to do',
        quietHeading: true,
        cell: (one) => <MemberLinks {...props} member={one} />,
      },
    ]}
  />
)

const differsWords = ({ confirmation }: Judged): string => {
  if (!confirmation) return 'Not answered'
  return confirmation.differences === '' ? 'Nothing differs' : confirmation.differences
}

/** Who signed for a member, and when. */
export const signedWords = ({ confirmation }: CoveredMember): string => {
  if (!confirmation) return 'Nobody has signed.'
  const { signedByName, signedOn, second } = confirmation
  const first = `${signedByName} signed as controller on ${asDate(signedOn)}.`
  return second
    ? `${first} ${second.signedByName} signed second on ${asDate(second.signedOn)}.`
    : first
}

const MemberLinks = (props: {
  shown: Shown
  actor: Actor
  here: string
  mayChange: boolean
  member: Judged
}): ReactElement => {
  const { shown, actor, here, mayChange, member } = props
  const { confirmation, state, organisationId, name } = member
  const quiet = <span className="nhsuk-u-visually-hidden">: {name}</span>
  const maySign =
    state === 'second-to-sign' &&
    confirmation !== null &&
    shown.statement !== null &&
    secondRole(actor, 'group', confirmation, shown.statement).role !== null
  return (
    <>
      {maySign ? <a href={`${here}/${organisationId}/sign-second`}>Sign second{quiet}</a> : null}{' '}
      {mayChange ? <a href={`${here}/${organisationId}/remove`}>Remove{quiet}</a> : null}
    </>
  )
}
