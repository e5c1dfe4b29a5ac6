import type { Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'
import type { Product } from '#modules/products/index.js'

/** Whether the actor's organisation may import cards: the supplier, or, until it claims the product, anybody. */
export const mayImport = (
  product: Pick<Product, 'claimed' | 'supplierId'>,
  actor: Pick<Actor, 'organisationId'>,
): boolean => !product.claimed || product.supplierId === actor.organisationId

/** Throws NotAllowed for an organisation that may not import cards of a product. */
export const checkMayImportFor = (...given: Parameters<typeof mayImport>): void => {
  if (mayImport(...given)) return
  throw new NotAllowed(
    'Its supplier has claimed this product; only the supplier imports its cards.',
  )
}
