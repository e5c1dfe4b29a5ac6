import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import type { Allow } from '#kernel/actor.js'
import { londonDate } from '#kernel/time.js'
import { command, type CommandContext } from '#registry/command.js'
import { wayFor } from './agreed-way-for.js'
import { answerProposalInput, commentInput, type Proposal, type Response } from './model.js'
import { requirePerson } from './rules.js'
import { insertResponse, readWayOf, requireProposal } from './proposal-store.js'
import { reasonsItCannotStand } from './reasons-against-adopting.js'
import { blocksLostBy } from './way-in-force.js'

/** Who may comment on a change: anybody whose work it touches. */
export const MAY_COMMENT: Allow = [
  'administrator',
  'deployment-owner',
  'clinical-safety-officer',
  'information-governance-lead',
  'technical-lead',
  'executive-sponsor',
  'analyst',
  'staff',
  'system-ai-lead',
]

/** Who answers for an organisation of the group. */
export const MAY_AGREE: Allow = ['executive-sponsor', 'administrator', 'system-ai-lead']

/** Comments on a proposal of one's system, signed and dated. Throws NotFound, and Conflict when its time has passed. */
export const commentOnProposal = command({
  name: 'agreed-way.comment-on-proposal',
  allow: MAY_COMMENT,
  input: commentInput,
  async run(context, { proposalId, words }) {
    const proposal = await requireOpen(context, proposalId)
    if (londonDate(context.now) > proposal.commentsUntil)
      throw new Conflict('The time for comments has passed.')
    return respond(context, proposal, { kind: 'comment', words }, MAY_COMMENT)
  },
})

/** Says, for an organisation of the group, whether it agrees. Throws NotFound, NotAllowed, Invalid and Conflict. */
export const answerProposal = command({
  name: 'agreed-way.answer-proposal',
  allow: MAY_AGREE,
  input: answerProposalInput,
  async run(context, { proposalId, answer, words }) {
    requirePerson(context.actor, 'answer for an organisation')
    const proposal = await requireOpen(context, proposalId)
    if (!proposal.groupMembers.some(({ id }) => id === context.organisationId()))
      throw new NotAllowed(`Your organisation is not in ${proposal.groupName}.`)
    if (answer === 'does-not-agree' && words === '')
      throw new Invalid([{ field: 'words', message: 'Say why it does not agree.' }])
    return respond(context, proposal, { kind: answer, words }, MAY_AGREE)
  },
})

const requireOpen = async ({ tx }: CommandContext, id: string): Promise<Proposal> => {
  const proposal = await requireProposal(tx, id)
  if (proposal.state !== 'open') throw new Conflict('This proposal is not open any more.')
  const { proposalId: inForce } = await wayFor(tx, proposal.systemId)
  const lost = blocksLostBy(proposal, await readWayOf(tx, proposal.id))
  const reasons = reasonsItCannotStand(proposal, inForce, lost)
  if (reasons.length > 0) throw new Conflict(`It cannot be adopted. ${reasons.join(' ')}`)
  return proposal
}

const respond = async (
  { tx, actor, now, newId, organisationId }: CommandContext,
  proposal: Proposal,
  { kind, words }: Pick<Response, 'kind' | 'words'>,
  allow: Allow,
) => {
  const response: Response = {
    id: newId('mes'),
    organisationId: organisationId(),
    organisationName: actor.organisationName ?? '',
    kind,
    words,
    personName: actor.name,
    role: actor.roles.find((role) => allow.includes(role)) ?? 'staff',
    saidAt: now,
  }
  await insertResponse(tx, proposal, response, actor.id)
  return {
    result: { id: response.id, proposalId: proposal.id },
    audit: {
      subject: { kind: 'agreed-way', id: proposal.id },
      after: { response: response.id, kind, words },
    },
    events: [],
  }
}
