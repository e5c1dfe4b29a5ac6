import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Role } from '#kernel/roles.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { Confirmation } from './model.js'

/** What the system of an organisation has confirmed and not withdrawn, in one query. */
export const readStanding = async (
  db: ReadDb,
  organisationId: string,
): Promise<(Confirmation & { systemName: string })[]> => {
  const rows = await db
    .selectFrom('confirmations')
    .innerJoin('organisations', 'organisations.id', 'confirmations.organisation_id')
    .selectAll('confirmations')
    .select('organisations.name as system_name')
    .where(
      'confirmations.organisation_id',
      '=',
      sql<string>`(select home_system(${organisationId}))`,
    )
    .where('confirmations.withdrawn_at', 'is', null)
    .execute()
  return rows.map((row) => ({ ...toConfirmation(row), systemName: row.system_name }))
}

/** Everything a system ever confirmed of one item, newest first. */
export const readOfItem = async (
  db: ReadDb,
  systemId: string,
  item: string,
): Promise<Confirmation[]> => {
  const rows = await db
    .selectFrom('confirmations')
    .selectAll()
    .where('organisation_id', '=', systemId)
    .where('item', '=', item)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.map(toConfirmation)
}

/** A confirmation of one's own system by its id, or undefined. */
export const readConfirmation = async (
  db: ReadDb,
  systemId: string,
  id: string,
): Promise<Confirmation | undefined> => {
  const row = await db
    .selectFrom('confirmations')
    .selectAll()
    .where('organisation_id', '=', systemId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toConfirmation(row)
}

/** Adds a confirmation; the index refuses a second that stands. */
export const insertConfirmation = async (
  tx: Tx,
  systemId: string,
  one: Confirmation,
  personId: string,
): Promise<void> => {
  await tx
    .insertInto('confirmations')
    .values({
      id: one.id,
      organisation_id: systemId,
      item: one.item,
      digest: one.digest,
      source_address: one.sourceAddress,
      read_on: one.readOn,
      note: one.note,
      confirmed_by: personId,
      confirmed_by_name: one.byName,
      role: one.role,
      confirmed_at: one.at,
    })
    .execute()
}

/** Withdraws a confirmation that stands; false when somebody was first. */
export const markWithdrawn = async (
  tx: Tx,
  id: string,
  by: { name: string; at: Date; because: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('confirmations')
    .set({ withdrawn_at: by.at, withdrawn_by_name: by.name, withdrawn_because: by.because })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

const toConfirmation = (row: Selectable<Rows['confirmations']>): Confirmation => ({
  id: row.id,
  item: row.item,
  digest: row.digest,
  sourceAddress: row.source_address,
  readOn: row.read_on,
  note: row.note,
  byName: row.confirmed_by_name,
  role: row.role as Role,
  at: row.confirmed_at,
  withdrawnAt: row.withdrawn_at,
  withdrawnByName: row.withdrawn_by_name,
  withdrawnBecause: row.withdrawn_because,
})
