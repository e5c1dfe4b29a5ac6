import type { Actor } from '#kernel/actor.js'
import type { Product } from './model.js'

/** Whether the actor's organisation may change a product: its supplier, or, until claimed, who registered it. */
export const mayEdit = (
  product: Pick<Product, 'claimed' | 'supplierId' | 'registeredByOrganisationId'>,
  actor: Pick<Actor, 'organisationId'>,
): boolean =>
  actor.organisationId === product.supplierId ||
  (!product.claimed && actor.organisationId === product.registeredByOrganisationId)

/** Whether the actor may claim a product for its supplier. */
export const mayClaim = (
  product: Pick<Product, 'claimed' | 'supplierId'>,
  actor: Pick<Actor, 'organisationId' | 'roles'>,
): boolean =>
  !product.claimed &&
  actor.organisationId === product.supplierId &&
  actor.roles.includes('administrator')
