import { z } from 'zod'
import { likelySuppliers } from '#modules/organisations/index.js'
import { query } from '#registry/query.js'

const MOST_OFFERED = 8

/** Listed organisations that a supplier's name may mean, to choose from. */
export const findSuppliers = query({
  name: 'products.find-suppliers',
  allow: ['signed-in'],
  input: z.object({ name: z.string().trim().max(200) }),
  run: ({ db }, { name }) => likelySuppliers(db, name, MOST_OFFERED),
})
