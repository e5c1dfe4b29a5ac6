import { Conflict, NotAllowed, NotFound } from '#kernel/errors.js'
import { personJoined } from '#kernel/events/people.js'
import { hashToken } from '#modules/identity/index.js'
import { command } from '#registry/command.js'
import { markAccepted, readInvitationByHash } from './invitation-store.js'
import { acceptInvitationInput } from './model.js'
import { addPerson, addRoles } from './store.js'

/**
 * Accepts an invitation as the person signed in, who acts in the organisation that invites: the
 * secret of the link is what allows it. Throws NotFound, and Conflict when the link is over.
 */
export const acceptInvitation = command({
  name: 'people.accept-invitation',
  allow: ['person'],
  input: acceptInvitationInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    const invitation = await readInvitationByHash(tx, hashToken(input.token))
    if (!invitation) throw new NotFound('There is no such invitation.')
    if (invitation.organisationId !== organisationId()) {
      throw new NotAllowed('This invitation is to another organisation.')
    }
    if (!(await markAccepted(tx, invitation.id, { by: actor.id, at: now }))) {
      throw new Conflict(
        'This invitation has been used, was withdrawn or is more than 7 days old. Ask for a new one.',
      )
    }
    await addPerson(tx, { id: actor.id, name: input.name, email: input.email }, now)
    const { organisationId: organisation, roles } = invitation
    const held = { organisationId: organisation, personId: actor.id, roles, by: invitation.id }
    const given = await addRoles(tx, { ...held, at: now }, () => newId('mem'))
    return {
      result: { organisationId: organisation, organisationName: invitation.organisationName },
      audit: {
        subject: { kind: 'person', id: actor.id },
        after: { name: input.name, roles: given, invitation: invitation.id },
      },
      events: [personJoined({ personId: actor.id, organisationId: organisation, roles: given })],
    }
  },
})
