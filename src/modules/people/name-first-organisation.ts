import { Conflict } from '#kernel/errors.js'
import { personJoined } from '#kernel/events/people.js'
import type { Role } from '#kernel/roles.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import { command } from '#registry/command.js'
import { nameFirstOrganisationInput } from './model.js'
import { addPerson, addRoles, countPeople } from './store.js'

const FIRST_ROLES: readonly Role[] = ['operator', 'administrator']

/**
 * Makes the holder of the first account operator and administrator of the organisation they name.
 * Possible only while nobody holds a role anywhere. Throws Conflict afterwards, and NotFound.
 */
export const nameFirstOrganisation = command({
  name: 'people.name-first-organisation',
  allow: ['person'],
  input: nameFirstOrganisationInput,
  isolation: 'serializable',
  async run({ tx, actor, now, newId, organisationId }, input) {
    if ((await countPeople(tx)).members > 0) {
      throw new Conflict(
        'The first organisation has been named. Ask its administrator to invite you.',
      )
    }
    const organisation = await requireOrganisation(tx, organisationId())
    await addPerson(tx, { id: actor.id, name: input.name, email: input.email }, now)
    const held = { organisationId: organisation.id, personId: actor.id, roles: FIRST_ROLES }
    await addRoles(tx, { ...held, by: actor.id, at: now }, () => newId('mem'))
    return {
      result: { organisationId: organisation.id, organisationName: organisation.name },
      audit: {
        subject: { kind: 'person', id: actor.id },
        after: { name: input.name, roles: FIRST_ROLES, organisation: organisation.name },
      },
      events: [
        personJoined({
          personId: actor.id,
          organisationId: organisation.id,
          roles: [...FIRST_ROLES],
        }),
      ],
    }
  },
})
