import type { Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'
import type { Opportunity } from './model.js'

/** Whether the actor may change an opportunity: its owner, who put it forward, or who runs deployments. */
export const mayChange = (
  opportunity: Pick<Opportunity, 'organisationId' | 'ownerId' | 'putForwardBy'>,
  actor: Actor,
): boolean =>
  actor.organisationId === opportunity.organisationId &&
  (actor.id === opportunity.ownerId ||
    actor.id === opportunity.putForwardBy ||
    actor.kind === 'system' ||
    actor.roles.some((role) =>
      ['deployment-owner', 'executive-sponsor', 'administrator'].includes(role),
    ))

/** Throws NotAllowed unless the actor may change the opportunity. */
export const checkMayChange = (
  opportunity: Pick<Opportunity, 'organisationId' | 'ownerId' | 'putForwardBy'>,
  actor: Actor,
): void => {
  if (mayChange(opportunity, actor)) return
  throw new NotAllowed(
    'Only its owner, the person who put it forward, or a deployment owner of its organisation may change this.',
  )
}
