import type { ReactElement } from 'react'
import { isAllowed, type Actor } from '#kernel/actor.js'
import { page, type PageDescription } from '#kernel/describe.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import {
  asDate,
  asDateTime,
  Button,
  Card,
  ConfirmPage,
  Details,
  ErrorSummary,
  field,
  Form,
  Hidden,
  InsetText,
  PageHeading,
  Panel,
  Radios,
  SummaryList,
  Table,
  Tag,
  TextArea,
  TwoColumns,
  type FormState,
} from '#ui/index.js'
import type { Proposal, Response } from '../model.js'
import {
  answerProposal,
  commentOnProposal,
  MAY_AGREE,
  MAY_COMMENT,
} from '../respond-to-proposal.js'
import type { GroupAnswer } from '../rules.js'
import { adoptProposal, withdrawProposal } from '../settle-proposal.js'
import { showProposal } from '../show-versions.js'
import { Difference } from './difference.js'
import { stateInWords } from './version-pages.js'

const HERE = '/framework/proposals/:id'
const TRAIL = [
  { text: 'The agreed way', href: '/framework' },
  { text: 'Versions', href: '/framework/versions' },
]

const proposalPage = page({
  path: HERE,
  allow: ['signed-in'],
  get: async ({ read, params, actor, csrf, now }, form) => {
    const shown = await read(showProposal, { proposalId: params['id'] })
    const { proposal, against, difference } = shown
    const here = `/framework/proposals/${proposal.id}`
    const isOpen = proposal.state === 'open'
    const isLead =
      isOpen && actor.roles.includes('system-ai-lead') && proposal.systemId === actor.organisationId
    const takesComments = isOpen && londonDate(now) <= proposal.commentsUntil
    return {
      title: proposal.title,
      breadcrumbs: TRAIL,
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <PageHeading caption={`Change ${proposal.number} of ${proposal.systemName}`}>
            {proposal.title}
          </PageHeading>
          <Panel tone={isOpen ? 'blue' : proposal.state === 'adopted' ? 'green' : undefined}>
            {panelWords(proposal, against, shown.isInForce)}
          </Panel>
          <TwoColumns
            main={
              <>
                <p>{proposal.reason}</p>
                <p>
                  <a href={`${here}/deployments`}>
                    What it changes for each deployment of your system
                  </a>
                </p>
                <Difference difference={difference} before={shown.before} after={shown.after} />
                {shown.layerText ? (
                  <Details summary="The layer as it is written">
                    <pre className="wr-code">{shown.layerText}</pre>
                  </Details>
                ) : null}
                <Comments responses={shown.responses} />
                {takesComments && isAllowed(actor, MAY_COMMENT) ? (
                  <CommentForm {...{ here, csrf, form }} />
                ) : null}
              </>
            }
            side={
              <>
                <About proposal={proposal} />
                <Group proposal={proposal} answers={shown.answers} />
                <AnswerForm {...{ proposal, actor, here, csrf, form }} />
                {isLead ? <LeadCard {...{ here, csrf, against }} /> : null}
              </>
            }
          />
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    const proposalId = params['id']
    const here = `/framework/proposals/${proposalId ?? ''}`
    if (values['act'] === 'comment') {
      await run(commentOnProposal, { proposalId, words: values['comment'] })
      return { redirect: here, flash: 'Your comment stands below, in your name.' }
    }
    if (values['act'] === 'adopt') {
      const { inForceFrom } = await run(adoptProposal, { proposalId })
      return { redirect: here, flash: `It is adopted, in force from ${asDate(inForceFrom)}.` }
    }
    await run(answerProposal, {
      proposalId,
      answer: values['answer'],
      words: values['words'],
    })
    return { redirect: here, flash: 'The answer of your organisation is recorded.' }
  },
})

const panelWords = (proposal: Proposal, against: readonly string[], isInForce: boolean): string => {
  if (proposal.state === 'withdrawn')
    return `Withdrawn. ${stateInWords(proposal)}: ${proposal.settledBecause ?? ''}`
  if (proposal.state === 'adopted')
    return `Adopted. ${stateInWords(proposal)}.${isInForce ? '' : ' Another change is in force now.'}`
  return against.length === 0
    ? 'It can be adopted: the time for comments has passed and the whole group agrees.'
    : `Proposed. ${against.join(' ').replace(proposal.commentsUntil, asDate(proposal.commentsUntil))}`
}

const About = ({ proposal }: { proposal: Proposal }): ReactElement => (
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

const Group = (props: { proposal: Proposal; answers: readonly GroupAnswer[] }): ReactElement => (
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
                  {answer.personName}, {ROLE_NAMES[answer.role]}, {asDate(answer.saidAt)}
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

const Comments = ({ responses }: { responses: readonly Response[] }): ReactElement => {
  const comments = responses.filter((one) => one.kind === 'comment')
  return (
    <Card heading={`Comments (${comments.length})`}>
      {comments.length === 0 ? <p>Nobody has commented yet.</p> : null}
      {comments.map((one) => (
        <div key={one.id}>
          <p>{one.words}</p>
          <p className="wr-note">
            {one.personName}, {ROLE_NAMES[one.role]} at {one.organisationName},{' '}
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

const CommentForm = ({ here, csrf, form }: FormProps): ReactElement => (
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

const AnswerForm = (
  props: FormProps & { proposal: Proposal; actor: Actor },
): ReactElement | null => {
  const { proposal, actor, here, csrf, form } = props
  const isMember = proposal.groupMembers.some(({ id }) => id === actor.organisationId)
  if (proposal.state !== 'open' || !isMember || !isAllowed(actor, MAY_AGREE)) return null
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

const LeadCard = (props: {
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
    <p>
      <a href={`${props.here}/withdraw`}>Withdraw it</a>
    </p>
  </Card>
)

const withdrawPage = page({
  path: `${HERE}/withdraw`,
  allow: ['system-ai-lead'],
  get: async ({ read, params, csrf, url }, form) => {
    const { proposal } = await read(showProposal, { proposalId: params['id'] })
    return {
      title: 'Withdraw a proposal',
      breadcrumbs: TRAIL,
      body: (
        <>
          <ErrorSummary errors={form.errors} />
          <ConfirmPage
            question={`Withdraw “${proposal.title}”?`}
            action={url}
            csrf={csrf}
            buttonText="Withdraw"
            cancelHref={`/framework/proposals/${proposal.id}`}
          >
            <p>It stays in the history with what was said about it.</p>
            <TextArea label="Why it is withdrawn" {...field(form, 'reason')} />
          </ConfirmPage>
        </>
      ),
    }
  },
  post: async ({ run, params }, { values }) => {
    await run(withdrawProposal, { proposalId: params['id'], reason: values['reason'] })
    return { redirect: '/framework/versions', flash: 'The proposal is withdrawn.' }
  },
})

/** The pages of one proposal: what it changes, what is said of it, who agrees, adopting and withdrawing. */
export const proposalPages: readonly PageDescription[] = [proposalPage, withdrawPage]
