import { Conflict, NotFound } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { command, type CommandContext } from '#registry/command.js'
import { wayFor } from './agreed-way-for.js'
import { changedIds, wayChanged } from './changed-way.js'
import { requireBoard } from './home-system.js'
import { adoptProposalInput, withdrawProposalInput, type Proposal } from './model.js'
import { readResponses, readWayOf, requireProposal, settleProposal } from './proposal-store.js'
import { requirePerson } from './rules.js'
import { reasonsAgainstAdopting } from './reasons-against-adopting.js'
import { blocksLostBy, frameworkOf } from './way-in-force.js'

/**
 * Puts a proposal in force for its system, from today; what it asks otherwise is told to those whom it
 * touches, in the same commit. Throws Conflict with the reasons before the time
 * for comments has passed, without the agreement of the whole group, or when another was adopted since.
 */
export const adoptProposal = command({
  name: 'agreed-way.adopt-proposal',
  allow: ['system-ai-lead'],
  input: adoptProposalInput,
  isolation: 'serializable',
  async run(context, { proposalId }) {
    const { tx, actor, now } = context
    requirePerson(actor, 'adopt a change')
    const proposal = await requireOwn(context, proposalId)
    const responses = await readResponses(tx, proposal.id)
    const { framework: before, proposalId: inForce } = await wayFor(tx, proposal.systemId)
    const today = londonDate(now)
    const way = await readWayOf(tx, proposal.id)
    const lost = blocksLostBy(proposal, way)
    const against = reasonsAgainstAdopting(proposal, responses, inForce, today, lost)
    if (against.length > 0) throw new Conflict(`It cannot be adopted. ${against.join(' ')}`)
    const after = frameworkOf(way, proposal.number)
    const change = { before, after, systemId: proposal.systemId, proposalId: proposal.id }
    const because = `Agreed by every organisation of ${proposal.groupName}.`
    await settleProposal(tx, proposal.id, {
      state: 'adopted',
      by: actor.name,
      at: now,
      because,
      from: today,
    })
    return {
      result: { id: proposal.id, inForceFrom: today },
      audit: {
        subject: { kind: 'agreed-way', id: proposal.id },
        before: { inForce },
        after: {
          inForce: proposal.id,
          from: today,
          national: proposal.nationalVersion,
          asksOtherwise: changedIds(change),
        },
        reason: because,
      },
      events: wayChanged(change),
    }
  },
})

/** Withdraws an open proposal of one's system, with the reason. Throws NotAllowed, NotFound and Conflict. */
export const withdrawProposal = command({
  name: 'agreed-way.withdraw-proposal',
  allow: ['system-ai-lead'],
  input: withdrawProposalInput,
  async run(context, { proposalId, reason }) {
    const { tx, actor, now } = context
    const proposal = await requireOwn(context, proposalId)
    await settleProposal(tx, proposal.id, {
      state: 'withdrawn',
      by: actor.name,
      at: now,
      because: reason,
    })
    return {
      result: { id: proposal.id },
      audit: {
        subject: { kind: 'agreed-way', id: proposal.id },
        after: { withdrawn: true },
        reason,
      },
      events: [],
    }
  },
})

const requireOwn = async (
  { tx, organisationId }: CommandContext,
  proposalId: string,
): Promise<Proposal> => {
  const board = await requireBoard(tx, organisationId())
  const proposal = await requireProposal(tx, proposalId)
  if (proposal.systemId !== board.id)
    throw new NotFound('There is no such proposal in your system.')
  return proposal
}
