import { z } from 'zod'
import type { Actor } from '#kernel/actor.js'
import { Invalid } from '#kernel/errors.js'
import { peopleWithRole } from '#modules/people/index.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'

/** Somebody who can own a deployment. */
export interface Owner {
  personId: string
  name: string
}

/** The deployment owners of an organisation, by name. */
export const ownersOf = async (db: ReadDb, organisationId: string): Promise<Owner[]> => {
  const owners = await peopleWithRole(db, organisationId, ['deployment-owner'])
  return owners.map(({ personId, name }) => ({ personId, name }))
}

/** The deployment owners of the actor's organisation, to choose from. */
export const findOwners = query({
  name: 'deployments.find-owners',
  allow: ['signed-in'],
  input: z.object({}),
  run: async ({ db, organisationId }) => ownersOf(db, organisationId()),
})

/** The owner that was chosen, or the actor. Throws Invalid unless it is a deployment owner here or the actor. */
export const settleOwner = async (
  db: ReadDb,
  actor: Actor,
  organisationId: string,
  chosen: string | undefined,
): Promise<string> => {
  const ownerId = chosen || (actor.kind === 'person' ? actor.id : '')
  if (!ownerId) throw new Invalid([{ field: 'ownerId', message: 'Choose who owns it here.' }])
  if (ownerId === actor.id) return ownerId
  const owners = await ownersOf(db, organisationId)
  if (owners.some((owner) => owner.personId === ownerId)) return ownerId
  throw new Invalid([
    {
      field: 'ownerId',
      message: 'Choose somebody who is a deployment owner at your organisation.',
    },
  ])
}
