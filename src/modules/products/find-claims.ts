import { z } from 'zod'
import { fewItems } from '#kernel/declare/few-items.js'
import type { PageContext } from '#kernel/declare/page.js'
import type { HomeItem } from '#kernel/declare/subject.js'
import { query } from '#registry/query.js'
import { productRows, toProduct } from './store.js'

const MOST = 50

/** Claims that wait for the asker's organisation to confirm them. */
export const findClaims = query({
  name: 'products.find-claims',
  allow: ['administrator'],
  input: z.object({}),
  async run({ db, organisationId }) {
    const rows = await productRows(db)
      .where('products.registered_by_organisation_id', '=', organisationId())
      .where('products.claim_asked_at', 'is not', null)
      .orderBy('products.claim_asked_at')
      .limit(MOST)
      .execute()
    return rows.map(toProduct)
  },
})

/** Products that others registered as supplied by the asker's organisation, and that it has not claimed. */
export const findUnclaimed = query({
  name: 'products.find-unclaimed',
  allow: ['administrator'],
  input: z.object({}),
  async run({ db, organisationId }) {
    const rows = await productRows(db)
      .where('products.supplier_id', '=', organisationId())
      .where('products.claimed_at', 'is', null)
      .where('products.claim_asked_at', 'is', null)
      .orderBy('products.id')
      .limit(MOST)
      .execute()
    return rows.map(toProduct)
  },
})

/** Claims to confirm and products to claim, on the Home of an administrator. */
export const claimHomeItems = async ({ read, actor }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || !actor.roles.includes('administrator')) return []
  const unclaimed = await read(findUnclaimed, {})
  return [
    ...(await read(findClaims, {})).map((product) => ({
      urgency: 45,
      tag: { word: 'To confirm', tone: 'blue' as const },
      title: `${product.supplierName} asks to answer for ${product.name}`,
      detail: 'Your organisation registered this product.',
      href: `/register/products/${product.id}/claim/confirm`,
      action: 'Confirm or decline',
    })),
    ...fewItems(
      unclaimed.map((product) => ({
        urgency: 65,
        tag: { word: 'To claim', tone: 'blue' as const },
        title: `${product.name} is in the register as yours`,
        detail: 'Others told what stands there. Claim it, and you answer for it.',
        href: `/register/products/${product.id}/claim`,
        action: 'Claim it',
      })),
      {
        title: `${unclaimed.length} products are in the register as yours, and not claimed`,
        href: '/register/products',
      },
    ),
  ]
}
