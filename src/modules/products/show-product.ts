import { z } from 'zod'
import { query } from '#registry/query.js'
import { readVersions, requireProduct } from './store.js'

/** A product and its versions. Throws NotFound. */
export const showProduct = query({
  name: 'products.show-product',
  allow: ['signed-in'],
  input: z.object({ id: z.string().max(40) }),
  run: async ({ db }, { id }) => ({
    product: await requireProduct(db, id),
    versions: await readVersions(db, id),
  }),
})
