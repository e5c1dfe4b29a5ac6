import type { Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'

/** Throws NotAllowed unless the record is of the actor's organisation. */
export const checkOwn = (record: { organisationId: string }, actor: Actor): void => {
  if (record.organisationId === actor.organisationId) return
  throw new NotAllowed('This deployment belongs to another organisation; only it may publish.')
}
