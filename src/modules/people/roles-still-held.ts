import { NotAllowed } from '#kernel/errors.js'
import type { Actor } from '#kernel/actor.js'
import type { QueryContext } from '#registry/query.js'
import { readKeyRole } from './key-store.js'
import { membershipsOf } from './memberships-of.js'
import { keyState } from './rules.js'

/**
 * The actor with those of the roles that they still hold: for a command whose work began before its
 * transaction. Throws NotAllowed for a person or key that holds none of them any more.
 */
export const rolesStillHeld = async (
  context: Pick<QueryContext, 'db' | 'actor' | 'now' | 'read'>,
): Promise<Actor> => {
  const { actor } = context
  const held = actor.kind === 'key' ? await rolesOfKey(context) : await rolesOfPerson(context)
  const roles = actor.roles.filter((role) => held.includes(role))
  if (roles.length > 0) return { ...actor, roles }
  throw new NotAllowed('Your role has ended. Nothing was changed.')
}

const rolesOfPerson = async ({
  actor,
  read,
}: Pick<QueryContext, 'actor' | 'read'>): Promise<readonly string[]> => {
  const held = await read(membershipsOf, { personId: actor.id })
  return held.find((one) => one.organisationId === actor.organisationId)?.roles ?? []
}

const rolesOfKey = async ({
  db,
  actor,
  now,
}: Pick<QueryContext, 'db' | 'actor' | 'now'>): Promise<readonly string[]> => {
  const key = await readKeyRole(db, actor.id)
  return key && keyState(key, now) === 'works' ? [key.role] : []
}
