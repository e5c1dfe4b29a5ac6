import { Invalid } from '#kernel/errors.js'
import { addMonths, londonDate } from '#kernel/time.js'
import {
  agreedWay,
  FrameworkFault,
  readLayer,
  readVersion,
  type Framework,
} from '#modules/framework/index.js'
import { partnersOf, readOrganisation } from '#modules/organisations/index.js'
import { command } from '#registry/command.js'
import type { ReadDb } from '#registry/handles.js'
import { wayFor } from './agreed-way-for.js'
import { requireBoard } from './home-system.js'
import { proposeChangeInput, type GroupMember, type Proposal } from './model.js'
import { insertProposal, nextNumber } from './proposal-store.js'
import { digestOfWay, type Way, type WayInForce } from './way-in-force.js'

/**
 * Proposes a change to the agreed way of one's system: another national version, or another layer. It is
 * checked as YAML files are; nothing is stored unless all of it fits. Throws NotAllowed and Invalid.
 */
export const proposeChange = command({
  name: 'agreed-way.propose-change',
  allow: ['system-ai-lead'],
  input: proposeChangeInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    const board = await requireBoard(tx, organisationId())
    const current = await wayFor(tx, board.id)
    const way = changedWay(current, input)
    const today = londonDate(now)
    if (input.commentsUntil <= today || input.commentsUntil > addMonths(today, 12)) {
      const message = 'Enter a day after today and within a year, so that partners can comment.'
      throw new Invalid([{ field: 'commentsUntil', message }])
    }
    const proposal: Proposal = {
      id: newId('pro'),
      systemId: board.id,
      systemName: board.name,
      number: await nextNumber(tx, board.id),
      kind: input.kind,
      title: input.title,
      reason: input.reason,
      nationalVersion: way.national.version,
      basedOn: current.proposalId,
      commentsUntil: input.commentsUntil,
      groupName: input.groupName,
      groupMembers: await requireMembers(tx, input.groupMembers),
      proposedByName: actor.name,
      proposedAt: now,
      state: 'open',
      settledByName: null,
      settledAt: null,
      settledBecause: null,
      inForceFrom: null,
    }
    await insertProposal(tx, proposal, way, actor.id)
    return {
      result: { id: proposal.id, number: proposal.number },
      audit: {
        subject: { kind: 'agreed-way', id: proposal.id },
        after: {
          proposal: proposal.number,
          kind: proposal.kind,
          title: proposal.title,
          national: proposal.nationalVersion,
          digest: digestOfWay(way.national, way.layerText),
          commentsUntil: proposal.commentsUntil,
          group: proposal.groupName,
        },
        reason: input.reason,
      },
      events: [],
    }
  },
})

/** What would be in force after a change. Throws Invalid, by the field that holds what does not fit. */
export const changedWay = (
  current: WayInForce,
  change: {
    kind: 'national' | 'layer'
    layer?: string | undefined
    national?: string | undefined
  },
): Way => {
  const layerText = change.kind === 'layer' ? (change.layer ?? '') : current.layerText
  const national =
    change.kind === 'layer'
      ? current.national
      : checked('national', () => nationalOf(change.national ?? ''))
  const layer = layerText === '' ? null : checked(change.kind, () => readLayer(layerText, national))
  if (digestOfWay(national, layerText) === digestOfWay(current.national, current.layerText)) {
    const message = 'This is what is in force already, so it changes nothing.'
    throw new Invalid([{ field: change.kind, message }])
  }
  return { national, layer, layerText }
}

const nationalOf = (text: string): Framework => (text === '' ? agreedWay() : readVersion(text))

const checked = <Value>(field: string, read: () => Value): Value => {
  try {
    return read()
  } catch (fault) {
    if (!(fault instanceof FrameworkFault)) throw fault
    throw new Invalid(fault.problems.slice(0, 30).map((message) => ({ field, message })))
  }
}

const requireMembers = async (db: ReadDb, ids: readonly string[]): Promise<GroupMember[]> => {
  const partners = new Set(await partnersOf(db))
  const members: GroupMember[] = []
  for (const id of new Set(ids)) {
    const organisation = partners.has(id) ? await readOrganisation(db, id) : undefined
    if (!organisation) {
      const message = 'Choose organisations of your own system.'
      throw new Invalid([{ field: 'groupMembers', message }])
    }
    members.push({ id, name: organisation.name })
  }
  return members
}
