import { Conflict, NotAllowed } from '#kernel/errors.js'
import { roleConfirmed } from '#kernel/events/people.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { insertConfirmation, requireArrangement } from './arrangement-store.js'
import { confirmRoleInput } from './model.js'
import { standingInState } from './rules.js'

/**
 * Confirms, for the host, that somebody of another organisation holds a role here: from its first day
 * to its last they have exactly the rights of that role, and no other. Throws NotFound, NotAllowed for
 * the side that offered it, and Conflict when it is over or was confirmed.
 */
export const confirmRole = command({
  name: 'people.confirm-role',
  allow: ['administrator'],
  input: confirmRoleInput,
  async run({ tx, actor, now, organisationId }, { id }) {
    const arrangement = await requireArrangement(tx, id)
    if (arrangement.hostId !== organisationId())
      throw new NotAllowed(`An administrator of ${arrangement.hostName} confirms this.`)
    if (standingInState(arrangement, londonDate(now)) !== 'To confirm')
      throw new Conflict('This arrangement no longer waits to be confirmed.')
    await insertConfirmation(
      tx,
      { offerId: id, hostId: organisationId() },
      { id: actor.id, name: actor.name, at: now },
    )
    return {
      result: { id, name: arrangement.personName },
      audit: {
        subject: { kind: 'person', id: arrangement.personId },
        after: {
          name: arrangement.personName,
          of: arrangement.providerName,
          as: ROLE_NAMES[arrangement.role],
          basis: arrangement.basis,
          firstDay: arrangement.firstDay,
          lastDay: arrangement.lastDay,
        },
      },
      events: [
        roleConfirmed({
          offerId: id,
          organisationId: organisationId(),
          providerId: arrangement.providerId,
          personId: arrangement.personId,
        }),
      ],
    }
  },
})
