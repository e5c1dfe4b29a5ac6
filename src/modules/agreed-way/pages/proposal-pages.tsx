import { isAllowed } from '#kernel/actor.js'
import { page, type PageDescription } from '#kernel/declare/page.js'
import { londonDate } from '#kernel/time.js'
import {
  asDate,
  ConfirmPage,
  Details,
  ErrorSummary,
  field,
  InsetText,
  PageHeading,
  Panel,
  TextArea,
  TwoColumns,
} from '#ui/index.js'
import type { Proposal } from '../model.js'
import { answerProposal, commentOnProposal, MAY_COMMENT } from '../respond-to-proposal.js'
import { adoptProposal, withdrawProposal } from '../settle-proposal.js'
import { showProposal } from '../show-versions.js'
import { Difference } from './difference.js'
import { About, AnswerForm, CommentForm, Comments, Group, LeadCard } from './proposal-parts.js'
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
    const { proposal, against, cannotStand, difference } = shown
    const here = `/framework/proposals/${proposal.id}`
    const isOpen = proposal.state === 'open'
    const isLead =
      isOpen && actor.roles.includes('system-ai-lead') && proposal.systemId === actor.organisationId
    const isAnswered = isOpen && cannotStand.length === 0
    const takesComments = isAnswered && londonDate(now) <= proposal.commentsUntil
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
                <p className="wr-screen-only">
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
                {isOpen && !isAnswered ? (
                  <InsetText>
                    Nobody is asked to comment on it or to agree to it. {cannotStand.join(' ')}
                  </InsetText>
                ) : null}
              </>
            }
            side={
              <>
                <About proposal={proposal} />
                <Group proposal={proposal} answers={shown.answers} />
                {isAnswered ? <AnswerForm {...{ proposal, actor, here, csrf, form }} /> : null}
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
