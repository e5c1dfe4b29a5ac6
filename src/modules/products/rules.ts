import type { Actor } from '#kernel/actor.js'
import type { Product } from './model.js'

/** Whether the actor's organisation may change a product: its supplier, or, until claimed, who registered it. */
export const mayEdit = (
  product: Pick<Product, 'claimed' | 'supplierId' | 'registeredByOrganisationId'>,
  actor: Pick<Actor, 'organisationId'>,
): boolean =>
  actor.organisationId === product.supplierId ||
  (!product.claimed && actor.organisationId === product.registeredByOrganisationId)

/** Whether the actor confirms or declines a claim: an administrator of who registered the product. */
export const mayConfirmClaim = (
  product: Pick<Product, 'claimAsked' | 'registeredByOrganisationId'>,
  actor: Pick<Actor, 'organisationId' | 'roles'>,
): boolean =>
  product.claimAsked !== null &&
  actor.organisationId === product.registeredByOrganisationId &&
  actor.roles.includes('administrator')

/** Whether the actor may claim a product for its supplier. */
export const mayClaim = (
  product: Pick<Product, 'claimed' | 'claimAsked' | 'supplierId'>,
  actor: Pick<Actor, 'organisationId' | 'roles'>,
): boolean =>
  !product.claimed &&
  product.claimAsked === null &&
  actor.organisationId === product.supplierId &&
  actor.roles.includes('administrator')
