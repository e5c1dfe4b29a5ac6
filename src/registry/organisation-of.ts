import type { Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'

/** The organisation the actor acts for. Throws NotAllowed where there is none. */
export const organisationOf = (actor: Actor): string => {
  if (actor.organisationId) return actor.organisationId
  throw new NotAllowed('Choose the organisation you act for first.')
}
