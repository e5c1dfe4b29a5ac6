import { sql } from 'kysely'
import { z } from 'zod'
import type { ReadDb, Tx } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { escapeLike } from './search-products.js'

/** An organisation that may supply products. */
export interface Supplier {
  id: string
  name: string
}

/** The organisation with this name, whatever its capitals and punctuation; suppliers before others. */
export const readOrganisationByName = async (
  db: ReadDb,
  name: string,
): Promise<Supplier | undefined> =>
  db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('kind', '<>', 'gp-practice')
    .where('closed', 'is', null)
    .where(sql<boolean>`plain_name(name) = plain_name(${name})`)
    .orderBy(sql`kind = 'supplier' desc, id`)
    .limit(1)
    .executeTakeFirst()

/** Adds a supplier that is not listed yet. */
export const insertSupplier = async (tx: Tx, supplier: Supplier, at: Date): Promise<void> => {
  await tx
    .insertInto('organisations')
    .values({
      id: supplier.id,
      name: supplier.name,
      kind: 'supplier',
      source: 'Named by somebody who registered a product',
      created_at: at,
      changed_at: at,
    })
    .execute()
}

/** Listed suppliers whose name holds the text or is held by it, to choose from. */
export const findSuppliers = query({
  name: 'products.find-suppliers',
  allow: ['signed-in'],
  input: z.object({ name: z.string().trim().max(200) }),
  run: ({ db }, { name }): Promise<(Supplier & { exact: boolean })[]> =>
    db
      .selectFrom('organisations')
      .select(['id', 'name', sql<boolean>`plain_name(name) = plain_name(${name})`.as('exact')])
      .where('kind', '<>', 'gp-practice')
      .where('closed', 'is', null)
      .where(
        sql<boolean>`lower(name) like ${`%${escapeLike(name.toLowerCase())}%`} or lower(name) % ${name.toLowerCase()}`,
      )
      .orderBy(
        sql`exact desc, kind = 'supplier' desc, similarity(lower(name), ${name.toLowerCase()}) desc, id`,
      )
      .limit(8)
      .execute(),
})
