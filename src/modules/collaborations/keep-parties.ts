import { Conflict, Invalid } from '#kernel/errors.js'
import {
  collaborationPartyInvited,
  collaborationPartyAnswered,
  collaborationPartyLeft,
} from '#kernel/events/collaborations.js'
import { readOrganisation } from '#modules/organisations/index.js'
import { command, type CommandContext } from '#registry/command.js'
import {
  answerInvitationInput,
  invitePartyInput,
  MAY_CONSENT,
  MAY_LEAD,
  removePartyInput,
  withReasonInput,
} from './model.js'
import { insertParty, partFrom, updateInvitation } from './party-store.js'
import { checkLeads } from './set-up.js'
import { requireCollaboration } from './store.js'

/** Asks an organisation to be a party; it is one when its administrator agrees. Throws Invalid, Conflict. */
export const inviteParty = command({
  name: 'collaborations.invite-party',
  allow: MAY_LEAD,
  input: invitePartyInput,
  async run({ tx, actor, now, newId }, { id, organisationId }) {
    const collaboration = await requireCollaboration(tx, id)
    checkLeads(collaboration, actor.organisationId)
    const organisation = await readOrganisation(tx, organisationId)
    if (!organisation || organisation.closed !== null)
      throw new Invalid([
        { field: 'organisationId', message: 'Choose an organisation that is open.' },
      ])
    const partyId = newId('par')
    const party = { id: partyId, collaborationId: id, organisationId, state: 'invited' as const }
    await insertParty(tx, party, { name: actor.name, at: now })
    return {
      result: { id: partyId },
      audit: {
        subject: { kind: 'collaboration', id },
        after: { party: organisation.name, state: 'invited' },
      },
      events: [collaborationPartyInvited({ collaborationId: id, organisationId, partyId })],
    }
  },
})

/** Agrees for the actor's organisation to be a party, or declines. Throws Conflict when it is not asked. */
export const answerInvitation = command({
  name: 'collaborations.answer-invitation',
  allow: MAY_CONSENT,
  input: answerInvitationInput,
  async run({ tx, actor, now, organisationId }, { id, answer }) {
    const collaboration = await requireCollaboration(tx, id)
    if (collaboration.endedOn !== null) throw new Conflict('This collaboration has ended.')
    const state = answer === 'agree' ? 'agreed' : 'declined'
    const party = { collaborationId: id, organisationId: organisationId(), state } as const
    await updateInvitation(tx, party, { name: actor.name, at: now })
    return {
      result: { id, state },
      audit: {
        subject: { kind: 'collaboration', id },
        before: { party: actor.organisationName, state: 'invited' },
        after: { party: actor.organisationName, state },
      },
      events: [
        collaborationPartyAnswered({
          collaborationId: id,
          organisationId: organisationId(),
          agreed: state === 'agreed',
        }),
      ],
    }
  },
})

/** Leaves for the actor's organisation; what it brought leaves with it, and its rows stay. Throws Conflict. */
export const leaveCollaboration = command({
  name: 'collaborations.leave',
  allow: MAY_CONSENT,
  input: withReasonInput,
  run: (context, { id, reason }) => part(context, id, context.organisationId(), reason),
})

/** Takes a party out; only the organisation that leads may. Throws NotAllowed and Conflict. */
export const removeParty = command({
  name: 'collaborations.remove-party',
  allow: MAY_LEAD,
  input: removePartyInput,
  async run(context, { id, organisationId, reason }) {
    checkLeads(await requireCollaboration(context.tx, id), context.actor.organisationId)
    return part(context, id, organisationId, reason)
  },
})

const part = async (
  { tx, actor, now }: CommandContext,
  id: string,
  organisationId: string,
  reason: string,
) => {
  await requireCollaboration(tx, id)
  const by = { name: actor.name, reason, at: now }
  await partFrom(tx, { collaborationId: id, organisationId }, by)
  return {
    result: { id },
    audit: {
      subject: { kind: 'collaboration', id },
      after: { party: organisationId, state: 'left' },
      reason,
    },
    events: [collaborationPartyLeft({ collaborationId: id, organisationId })],
  }
}
