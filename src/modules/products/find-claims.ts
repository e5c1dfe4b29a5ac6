import { z } from 'zod'
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

/** Claims to confirm, on the Home of an administrator. */
export const claimHomeItems = async ({ read, actor }: PageContext): Promise<HomeItem[]> => {
  if (!actor.organisationId || !actor.roles.includes('administrator')) return []
  return (await read(findClaims, {})).map((product) => ({
    urgency: 45,
    tag: { word: 'To confirm', tone: 'blue' },
    title: `${product.supplierName} asks to answer for ${product.name}`,
    detail: 'Your organisation registered this product.',
    href: `/register/products/${product.id}/claim/confirm`,
    action: 'Confirm or decline',
  }))
}
