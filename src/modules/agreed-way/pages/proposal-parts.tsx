import type { ReactElement } from 'react'
import { isAllowed, type Actor } from '#kernel/actor.js'
import { roleInText } from '#kernel/roles.js'
import {
  asDate,
  asDateTime,
  Button,
  Card,
  field,
  Form,
  Hidden,
  InsetText,
  Radios,
  SummaryList,
  Table,
  Tag,
  TextArea,
  type FormState,
} from '#ui/index.js'
import type { Proposal, Response } from '../model.js'
import { MAY_AGREE } from '../respond-to-proposal.js'
import type { GroupAnswer } from '../rules.js'

/** Who proposed a change, what it changes, and who adopts it. */
export const About = ({ proposal }: { proposal: Proposal }): ReactElement => (
  <Card heading="About it">
    <SummaryList
      rows={[
        {
          key: 'Proposed by',
          value: `${proposal.proposedByName}, ${asDate(proposal.proposedAt)}`,
        },
        {
          key: 'Changes',
          value:
            proposal.kind === 'layer'
              ? 'the local layer'
              : `the national version, to ${proposal.nationalVersion}`,
        },
        { key: 'Comments until', value: asDate(proposal.commentsUntil) },
        { key: 'Adopted by', value: proposal.groupName },
      ]}
    />
  </Card>
)

/** The organisations of the group, with what each answered last. */
export const Group = (props: {
  proposal: Proposal
  answers: readonly GroupAnswer[]
}): ReactElement => (
  <Card heading="Who agrees">
    <Table
      caption={`Who agrees in ${props.proposal.groupName}`}
      quietCaption
      compact
      rows={props.answers}
      rowKey={({ member }) => member.id}
      columns={[
        {
          heading: 'Organisation',
          cell: ({ member, answer }) => (
            <>
              {member.name}
              {answer ? (
                <span className="wr-note">
                  {answer.personName}, {roleInText(answer.role)}, {asDate(answer.saidAt)}
                  {answer.words ? `: ${answer.words}` : ''}
                </span>
              ) : null}
            </>
          ),
        },
        { heading: 'Answer', cell: ({ answer }) => <AnswerTag answer={answer} /> },
      ]}
    />
  </Card>
)

const AnswerTag = ({ answer }: { answer: Response | null }): ReactElement => {
  if (answer === null) return <Tag tone="outline">not answered</Tag>
  return answer.kind === 'agrees' ? (
    <Tag tone="green">agrees</Tag>
  ) : (
    <Tag tone="orange">does not agree</Tag>
  )
}

/** What partners said, oldest first. */
export const Comments = ({ responses }: { responses: readonly Response[] }): ReactElement => {
  const comments = responses.filter((one) => one.kind === 'comment')
  return (
    <Card heading={`Comments (${comments.length})`}>
      {comments.length === 0 ? <p>Nobody has commented yet.</p> : null}
      {comments.map((one) => (
        <div key={one.id}>
          <p>{one.words}</p>
          <p className="wr-note">
            {one.personName}, {roleInText(one.role)} at {one.organisationName},{' '}
            {asDateTime(one.saidAt)}
          </p>
        </div>
      ))}
    </Card>
  )
}

interface FormProps {
  here: string
  csrf: string
  form: FormState
}

/** Where somebody of the system comments. */
export const CommentForm = ({ here, csrf, form }: FormProps): ReactElement => (
  <Form action={here} csrf={csrf}>
    <Hidden name="act" value="comment" />
    <TextArea
      label="Your comment"
      hint="Your partners in the system read it with your name, role and organisation."
      {...field(form, 'comment')}
      error={
        form.values['act'] === 'comment'
          ? form.errors.find((one) => one.field === 'words')?.message
          : undefined
      }
    />
    <Button kind="secondary">Comment</Button>
  </Form>
)

/** Where an organisation of the group answers; nothing for anybody else. */
export const AnswerForm = (
  props: FormProps & { proposal: Proposal; actor: Actor },
): ReactElement | null => {
  const { proposal, actor, here, csrf, form } = props
  const isMember = proposal.groupMembers.some(({ id }) => id === actor.organisationId)
  if (!isMember || !isAllowed(actor, MAY_AGREE)) return null
  return (
    <Card heading={`Answer for ${actor.organisationName ?? 'your organisation'}`}>
      <Form action={here} csrf={csrf}>
        <Hidden name="act" value="answer" />
        <Radios
          label="Does your organisation agree?"
          choices={[
            { value: 'agrees', label: 'It agrees' },
            { value: 'does-not-agree', label: 'It does not agree' },
          ]}
          {...field(form, 'answer')}
        />
        <TextArea
          label="Why"
          hint="Needed if it does not agree. The last answer counts."
          optional
          {...field(form, 'words')}
        />
        <Button>Record the answer</Button>
      </Form>
    </Card>
  )
}

/** Where the board adopts or withdraws, with what stands against adopting. */
export const LeadCard = (props: {
  here: string
  csrf: string
  against: readonly string[]
}): ReactElement => (
  <Card heading="Adopt or withdraw" edge="blue">
    {props.against.length === 0 ? (
      <Form action={props.here} csrf={props.csrf}>
        <Hidden name="act" value="adopt" />
        <p>Deployments of your system are assessed against it from today.</p>
        <Button>Adopt it</Button>
      </Form>
    ) : (
      <InsetText>It cannot be adopted yet. {props.against.join(' ')}</InsetText>
    )}
    <p className="wr-screen-only">
      <a href={`${props.here}/withdraw`}>Withdraw it</a>
    </p>
  </Card>
)
