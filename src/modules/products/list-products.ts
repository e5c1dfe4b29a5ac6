import { sql } from 'kysely'
import { z } from 'zod'
import { PAGE_SIZE } from '#kernel/paging.js'
import { cutPage, seek } from '#registry/keyset.js'
import { query } from '#registry/query.js'
import { PRODUCT_KINDS, type Product } from './model.js'
import { searchProductIds } from './search-products.js'
import { productRows, toProduct } from './store.js'

/** Products a search may find before it must be narrowed. */
const MOST_FOUND = 1000

/** Rows an export reads at once; the API allows fewer. */
const MOST_AT_ONCE = 2000

/** What the list of products can be narrowed and sorted by. */
export const listProductsInput = z.object({
  search: z.string().trim().max(200).optional(),
  kind: z.union([z.enum(PRODUCT_KINDS), z.literal('')]).optional(),
  sort: z.enum(['name', 'newest']).default('name'),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_AT_ONCE).default(PAGE_SIZE),
})

/** Products, a page at a time. */
export const listProducts = query({
  name: 'products.list-products',
  allow: ['signed-in'],
  input: listProductsInput,
  async run({ db }, input) {
    const order = orders[input.sort]
    const page = seek(order, input.cursor)
    let rows = productRows(db).where(page.where)
    if (input.search) {
      const ids = await searchProductIds(db, input.search, MOST_FOUND)
      rows = rows.where('products.id', '=', sql<string>`any(${ids})`)
    }
    if (input.kind) rows = rows.where('products.kind', '=', input.kind)
    const found = await rows
      .orderBy(page.orderBy)
      .limit(input.limit + 1)
      .execute()
    return cutPage(found.map(toProduct), input.limit, input.cursor, order.keyOf)
  },
})

const id = sql.ref('products.id')

const orders = {
  name: {
    value: sql`lower(products.name)`,
    id,
    descending: false,
    keyOf: (one: Product) => ({ value: one.name.toLowerCase(), id: one.id }),
  },
  newest: {
    value: id,
    id,
    descending: true,
    keyOf: (one: Product) => ({ value: one.id, id: one.id }),
  },
}
