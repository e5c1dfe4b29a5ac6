import { sql } from 'kysely'
import { Conflict } from '#kernel/errors.js'
import type { Tx } from '#registry/handles.js'

/** Notes that its supplier asks to answer for a product. Throws Conflict when it is asked or claimed. */
export const askForClaim = async (
  tx: Tx,
  id: string,
  contact: string,
  by: { id: string; name: string; at: Date },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('products')
    .set({
      claim_asked_at: by.at,
      claim_asked_by: by.id,
      claim_asked_by_name: by.name,
      claim_contact: contact,
      changed_at: by.at,
    })
    .where('id', '=', id)
    .where('claimed_at', 'is', null)
    .where('claim_asked_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n)
    throw new Conflict('This product has been claimed, or a claim waits to be confirmed.')
}

/** Writes that its supplier answers for a product. Throws Conflict when it is claimed already. */
export const claimProductRow = async (
  tx: Tx,
  id: string,
  vigilanceContact: string | null,
  by: { id: string; at: Date; confirmedByName: string },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('products')
    .set({
      claimed_at: by.at,
      claimed_by: by.id,
      claim_confirmed_by_name: by.confirmedByName,
      claim_asked_at: null,
      vigilance_contact: vigilanceContact,
      changed_at: by.at,
      revision: sql`revision + 1`,
    })
    .where('id', '=', id)
    .where('claimed_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('This product has already been claimed.')
}

/** Puts a claim aside. Throws Conflict when there is none. */
export const dropClaim = async (tx: Tx, id: string): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('products')
    .set({
      claim_asked_at: null,
      claim_asked_by: null,
      claim_asked_by_name: null,
      claim_contact: null,
    })
    .where('id', '=', id)
    .where('claim_asked_at', 'is not', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('Nobody asks to claim this product.')
}
