import type { ReactElement } from 'react'
import { isAllowed, type Actor } from '#kernel/actor.js'
import type { FormState } from '#kernel/declare/page.js'
import {
  asCountOf,
  Button,
  Card,
  ErrorSummary,
  field,
  Form,
  Hidden,
  IfMayOpen,
  InsetText,
  Radios,
  Tag,
  TextArea,
} from '#ui/index.js'
import { MAY_CONFIRM, MAY_END, type CoveredMember } from '../model.js'
import { hazardsAgainst, secondRole, type MemberState } from '../rules.js'
import { signedWords, type Shown } from './group-view.js'
import { Statement } from './statement.js'
import { MEMBER_STATES } from './words.js'

interface Props {
  shown: Shown
  own: CoveredMember & { state: MemberState }
  actor: Actor
  csrf: string
  form: FormState
}

/** A member's one page: what the group did, what it confirms, where it signs. */
export const MemberView = (props: Props): ReactElement => {
  const { shown, own, form } = props
  const { deployment, statement } = shown
  const { word, tone } = MEMBER_STATES[own.state]
  return (
    <div className="wr-readable">
      <ErrorSummary errors={form.errors} />
      <h2 className="nhsuk-heading-l">What {deployment.organisationName} did for you</h2>
      <p>
        <Tag tone={tone}>{word}</Tag> {signedWords(own)}
      </p>
      <Card heading="1. What the group did">
        {statement ? (
          <Statement statement={statement} />
        ) : (
          <p>
            {deployment.organisationName} has not stated yet what it did. There is nothing to
            confirm until then.
          </p>
        )}
      </Card>
      <Card heading="2. Its hazards at your organisation">
        <HazardsHere {...props} />
      </Card>
      <Card heading="3. What you confirm">
        <ul>
          <li>You read what the group did and what it leaves to you.</li>
          <li>
            Your organisation stays the controller of the data of its own patients and staff, and
            answers for the use there. The group’s work does not take that over.
          </li>
          <li>You said what differs at your organisation.</li>
        </ul>
        {own.confirmation ? (
          <p>
            You said:{' '}
            {own.confirmation.differences === ''
              ? 'nothing differs.'
              : own.confirmation.differences}
          </p>
        ) : null}
      </Card>
      <Card heading="4. Where you sign" id="sign">
        <SignPart {...props} />
      </Card>
    </div>
  )
}

const HazardsHere = ({ shown }: Props): ReactElement => {
  const { deployment, hazards } = shown
  const href = `/register/deployments/${deployment.id}/hazards`
  const counted = hazards?.counted ?? 0
  const open = hazards?.standInTheWay ?? []
  if (counted === 0)
    return (
      <p>
        {deployment.organisationName} has stated no hazard to you yet. That says nothing about
        safety.{' '}
        <IfMayOpen href={href}>
          <a href={href}>Your own log</a>
        </IfMayOpen>
      </p>
    )
  return (
    <>
      <p>
        {asCountOf(counted, 'hazard')} in your own log: what {deployment.organisationName} reviewed
        for you, and what you added. Your clinical safety officer changes what differs here and
        signs; your own criteria of acceptable risk apply.
      </p>
      {open.length === 0 ? <p>All are looked at, scored and accepted here.</p> : null}
      <ul>
        {open.slice(0, MOST_NAMED).map(({ reference, missing }) => (
          <li key={reference}>
            {reference}: {missing}
          </li>
        ))}
      </ul>
      <p>
        {open.length > MOST_NAMED ? `And ${open.length - MOST_NAMED} more. ` : ''}
        <IfMayOpen href={href}>
          <a href={href}>Look at the hazards</a>
        </IfMayOpen>
      </p>
    </>
  )
}

const MOST_NAMED = 5

const SignPart = (props: Props): ReactElement => {
  const { shown, own, actor } = props
  const { deployment, statement } = shown
  if (!statement || deployment.state === 'ceased') return <p>There is nothing to sign now.</p>
  const here = `/register/deployments/${deployment.id}/members`
  const toConfirm = own.state === 'not-confirmed' || own.state === 'to-confirm-again'
  const second =
    own.state === 'second-to-sign' && own.confirmation
      ? secondRole(actor, 'member', own.confirmation, statement)
      : null
  const against = shown.hazards && own.state !== 'confirmed' ? hazardsAgainst(shown.hazards) : []
  if (against.length > 0)
    return <InsetText>It cannot go live at your organisation. {against.join(' ')}</InsetText>
  return (
    <>
      {toConfirm && isAllowed(actor, MAY_CONFIRM) ? (
        <ConfirmForm {...props} statementId={statement.id} />
      ) : null}
      {toConfirm && !isAllowed(actor, MAY_CONFIRM) ? (
        <p>The executive sponsor of your organisation signs as controller.</p>
      ) : null}
      {second?.role ? (
        <Button href={`${here}/${own.organisationId}/sign-second`}>Read and sign second</Button>
      ) : null}
      {second && !second.role ? <InsetText>{second.reason}</InsetText> : null}
      {own.state === 'confirmed' ? (
        <p>Your organisation has confirmed. Nothing is left to sign.</p>
      ) : null}
      {own.confirmation && isAllowed(actor, MAY_END) ? (
        <p className="wr-screen-only">
          <a href={`${here}/end`}>End the confirmation: it is no longer used here</a>
        </p>
      ) : null}
    </>
  )
}

const ConfirmForm = (props: Props & { statementId: string }): ReactElement => (
  <Form action={`/register/deployments/${props.shown.deployment.id}/members`} csrf={props.csrf}>
    <Hidden name="statementId" value={props.statementId} />
    <Radios
      label="Does anything differ at your organisation?"
      choices={[
        { value: 'no', label: 'No, it is used as the group describes it' },
        { value: 'yes', label: 'Yes' },
      ]}
      {...field(props.form, 'differs')}
    />
    <TextArea
      label="What differs"
      hint="Such as who checks its output, which rooms or lists it is used for, or what takes over when it is off"
      optional
      {...field(props.form, 'differences')}
    />
    <p>
      By signing, {props.actor.name} confirms the three points under 3 for{' '}
      {props.actor.organisationName}.
    </p>
    <Button>Sign as controller</Button>
  </Form>
)
