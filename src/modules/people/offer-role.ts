import { Invalid } from '#kernel/errors.js'
import { roleOffered } from '#kernel/events/people.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import { command } from '#registry/command.js'
import { insertOffer } from './arrangement-store.js'
import { offerRoleInput } from './model.js'
import { daysProblem } from './rules.js'
import { requireMember } from './store.js'

/**
 * Offers that somebody of one's own holds a role at another organisation, with what it rests on, from
 * a day to a day. Nothing follows until an administrator there confirms it. Throws NotFound, Invalid,
 * and Conflict where there is such an arrangement.
 */
export const offerRole = command({
  name: 'people.offer-role',
  allow: ['administrator'],
  input: offerRoleInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    const host = await requireOrganisation(tx, input.hostId)
    if (host.kind === 'supplier')
      throw new Invalid([{ field: 'hostId', message: 'Choose an NHS organisation.' }])
    const person = await requireMember(tx, organisationId(), input.personId)
    if (person.roles.length === 0)
      throw new Invalid([{ field: 'personId', message: 'Choose somebody who works here.' }])
    const problem = daysProblem('arrangement', input, londonDate(now))
    if (problem) throw new Invalid([problem])
    const offer = {
      ...input,
      id: newId('rec'),
      providerId: organisationId(),
      personName: person.name,
    }
    await insertOffer(tx, offer, { id: actor.id, name: actor.name, at: now })
    return {
      result: { id: offer.id },
      audit: {
        subject: { kind: 'person', id: person.id },
        after: {
          offeredTo: host.name,
          as: ROLE_NAMES[input.role],
          basis: input.basis,
          firstDay: input.firstDay,
          lastDay: input.lastDay,
        },
      },
      events: [
        roleOffered({ offerId: offer.id, organisationId: organisationId(), hostId: host.id }),
      ],
    }
  },
})
