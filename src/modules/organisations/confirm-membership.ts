import { Conflict, Invalid, NotFound } from '#kernel/errors.js'
import { membershipChanged } from '#kernel/events/organisations.js'
import type { CalendarDate } from '#kernel/time.js'
import { command, type CommandContext } from '#registry/command.js'
import {
  decideProposalRow,
  endMembershipRow,
  insertMembership,
  readMembership,
  readMemberships,
  readOpenProposal,
} from './membership-store.js'
import {
  confirmMembershipInput,
  decideProposalInput,
  endMembershipInput,
  type SystemMembership,
} from './model.js'
import { checkMayKeep, membershipProblem, replacedBy } from './rules.js'
import { readOrganisation, requireOrganisation } from './store.js'

/**
 * Says that an organisation belongs to a system from a day on; memberships of boards that have
 * closed end that day. Throws NotAllowed, Invalid, and Conflict when it belongs there already.
 */
export const confirmMembership = command({
  name: 'organisations.confirm-membership',
  allow: ['administrator', 'operator', 'system'],
  input: confirmMembershipInput,
  async run(context, input) {
    checkMayKeep(context.actor, input.organisationId)
    const source = 'Said by a person'
    const made = await beginMembership(context, { ...input, source })
    return {
      result: { id: made.id, organisationId: input.organisationId },
      audit: { subject: { kind: 'organisation', id: input.organisationId }, after: made.said },
      events: [membershipChanged({ organisationId: input.organisationId })],
    }
  },
})

/** Ends a membership from a day on. Throws NotFound, NotAllowed, Invalid and Conflict. */
export const endMembership = command({
  name: 'organisations.end-membership',
  allow: ['administrator', 'operator', 'system'],
  input: endMembershipInput,
  async run({ tx, actor }, { organisationId, membershipId, until }) {
    const membership = await readMembership(tx, membershipId)
    if (!membership || (organisationId ?? membership.organisationId) !== membership.organisationId)
      throw new NotFound('There is no such membership.')
    checkMayKeep(actor, membership.organisationId)
    if (until < membership.from) {
      throw new Invalid([{ field: 'until', message: `It began on ${membership.from}.` }])
    }
    await endMembershipRow(tx, membershipId, until)
    return {
      result: { organisationId: membership.organisationId, systemName: membership.systemName },
      audit: {
        subject: { kind: 'organisation', id: membership.organisationId },
        before: { system: membership.systemName, memberUntil: null },
        after: { system: membership.systemName, memberUntil: until },
      },
      events: [membershipChanged({ organisationId: membership.organisationId })],
    }
  },
})

/** Accepts or refuses what an import proposes. Throws NotAllowed, Invalid and Conflict. */
export const decideProposal = command({
  name: 'organisations.decide-proposal',
  allow: ['administrator', 'operator', 'system'],
  input: decideProposalInput,
  async run(context, input) {
    const { tx, actor, now } = context
    const proposal = await readOpenProposal(tx, input.proposalId)
    if (!proposal) throw new Conflict('Somebody has already decided about this.')
    if ((input.organisationId ?? proposal.organisationId) !== proposal.organisationId)
      throw new NotFound('There is no such proposal.')
    checkMayKeep(actor, proposal.organisationId)
    const accepted = input.decision === 'accept'
    await decideProposalRow(tx, proposal.id, accepted, { id: actor.id, at: now })
    const made = accepted
      ? await beginMembership(context, {
          organisationId: proposal.organisationId,
          systemId: proposal.systemId,
          from: input.from,
          source: `Proposed by an import: ${proposal.reason}`.slice(0, 400),
        })
      : null
    return {
      result: { organisationId: proposal.organisationId },
      audit: {
        subject: { kind: 'organisation', id: proposal.organisationId },
        before: { proposedSystem: proposal.systemName, reason: proposal.reason },
        after: made ? { accepted, ...made.said } : { accepted },
      },
      events: accepted ? [membershipChanged({ organisationId: proposal.organisationId })] : [],
    }
  },
})

const beginMembership = async (
  { tx, actor, now, newId }: CommandContext,
  given: { organisationId: string; systemId: string; from: CalendarDate; source: string },
): Promise<{ id: string; said: object }> => {
  const member = await requireOrganisation(tx, given.organisationId)
  const system = await requireOrganisation(tx, given.systemId)
  const problem = membershipProblem(member, system, given.from)
  if (problem) throw new Invalid([{ field: 'systemId', message: problem }])
  const before = await readMemberships(tx, member.id)
  if (before.some((one) => one.systemId === system.id && one.until === null)) {
    throw new Conflict('This organisation already belongs to that system.')
  }
  const ended: SystemMembership[] = []
  for (const one of replacedBy(before, await closedBy(tx, before, given.from), system.id)) {
    await endMembershipRow(tx, one.id, one.from > given.from ? one.from : given.from)
    ended.push(one)
  }
  const membership = { ...given, id: newId('mem') }
  await insertMembership(tx, membership, { name: actor.name, at: now })
  return {
    id: membership.id,
    said: {
      system: system.name,
      memberFrom: given.from,
      source: given.source,
      ...(ended.length > 0 ? { ended: ended.map((one) => one.systemName) } : {}),
    },
  }
}

const closedBy = async (
  tx: CommandContext['tx'],
  memberships: readonly SystemMembership[],
  day: CalendarDate,
): Promise<Set<string>> => {
  const closed = new Set<string>()
  for (const { systemId } of memberships) {
    const system = await readOrganisation(tx, systemId)
    if (system?.closed && system.closed <= day) closed.add(systemId)
  }
  return closed
}
