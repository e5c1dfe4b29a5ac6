import type { Actor } from '#kernel/actor.js'
import type { Product } from '#modules/products/index.js'

/** Whether the actor's organisation may import cards: the supplier, or, until it claims the product, anybody. */
export const mayImport = (
  product: Pick<Product, 'claimed' | 'supplierId'>,
  actor: Pick<Actor, 'organisationId'>,
): boolean => !product.claimed || product.supplierId === actor.organisationId
