import { sql } from 'kysely'
import { z } from 'zod'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'

/** A product whose name or alias is close to another. */
export interface SimilarProduct {
  id: string
  name: string
  supplierName: string
  /** 1 when equal but for capitals, spaces and punctuation; else the share of common trigrams. */
  likeness: number
}

/** From this likeness on, the existing product is offered before a new one is made. */
export const CLOSE_ENOUGH = 0.5

const MOST_OFFERED = 5

/** Products whose name or an alias is close, closest first. */
export const readSimilarProducts = async (
  db: ReadDb,
  name: string,
  atLeast: number,
  most: number,
): Promise<SimilarProduct[]> => {
  const { rows } = await sql<{ id: string; name: string; supplier: string; likeness: number }>`
    select p.id, p.name, o.name as supplier, s.likeness
      from similar_products(${name}, ${atLeast}, ${most}) s
      join products p on p.id = s.id join organisations o on o.id = p.supplier_id
     order by s.likeness desc, p.id`.execute(db)
  return rows.map(({ supplier, ...row }) => ({ ...row, supplierName: supplier }))
}

/** The products that somebody registering this name may mean. */
export const findSimilarProducts = query({
  name: 'products.find-similar-products',
  allow: ['signed-in'],
  input: z.object({ name: z.string().max(200) }),
  run: ({ db }, { name }) => readSimilarProducts(db, name, CLOSE_ENOUGH, MOST_OFFERED),
})
