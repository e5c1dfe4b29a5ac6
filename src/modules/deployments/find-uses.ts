import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '#registry/query.js'
import { deploymentRows, toDeployment } from './store.js'

const MOST_SHOWN = 200
const MOST_ALIKE = 8

/** Where a product is used, as far as the asker may see, and how many uses partners hold back. */
export const findUsesOfProduct = query({
  name: 'deployments.find-uses-of-product',
  allow: ['signed-in'],
  input: z.object({ productId: z.string().max(60) }),
  async run({ db, organisationId }, { productId }) {
    const rows = await deploymentRows(db)
      .where('deployments.product_id', '=', productId)
      .orderBy('organisations.name')
      .orderBy('deployments.id')
      .limit(MOST_SHOWN)
      .execute()
    const { rows: counts } = await sql<{ held: number }>`
      select held_back_of_product(${productId}) as held`.execute(db)
    return {
      own: organisationId(),
      uses: rows.map(toDeployment),
      heldBack: counts[0]?.held ?? 0,
    }
  },
})

/** Deployments here or at partners for a use like this one, most alike first (trigram likeness of titles). */
export const findSameUse = query({
  name: 'deployments.find-same-use',
  allow: ['signed-in'],
  input: z.object({ title: z.string().max(200) }),
  async run({ db }, { title }) {
    const likeness = sql<number>`similarity(lower(use_cases.title), ${title.toLowerCase()})`
    const rows = await deploymentRows(db)
      .where(likeness, '>=', LIKE_ENOUGH)
      .orderBy(likeness, 'desc')
      .orderBy('deployments.id', 'desc')
      .limit(MOST_ALIKE)
      .execute()
    return rows.map(toDeployment)
  },
})

/** Titles this alike are offered as the same use; a person decides. */
const LIKE_ENOUGH = 0.3
