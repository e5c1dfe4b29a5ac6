import { sql } from 'kysely'
import { z } from 'zod'
import { escapeLike } from '#registry/escape-like.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { productRows, toProduct } from './store.js'

const MOST_OFFERED = 10

/** Ids of products whose name, alias or supplier holds the text, by name; at most so many. */
export const searchProductIds = async (
  db: ReadDb,
  text: string,
  most: number,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select search_products as id from search_products(${escapeLike(text.trim())}, ${most})`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/** Products whose name, alias or supplier holds the text, to choose from; by name. */
export const searchProducts = query({
  name: 'products.search-products',
  allow: ['signed-in'],
  input: z.object({
    text: z.string().trim().max(200),
    limit: z.coerce.number().int().min(1).max(50).default(MOST_OFFERED),
  }),
  async run({ db }, { text, limit }) {
    if (text === '') return []
    const ids = await searchProductIds(db, text, limit)
    if (ids.length === 0) return []
    const rows = await productRows(db)
      .where('products.id', 'in', ids)
      .orderBy(sql`lower(products.name)`)
      .orderBy('products.id')
      .execute()
    return rows.map(toProduct)
  },
})
