import { NotFound } from '#kernel/errors.js'
import type { Role } from '#kernel/roles.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { Arrangement } from './model.js'

const MOST_SHOWN = 100

const arrangements = (db: ReadDb) =>
  db
    .selectFrom('role_offers as o')
    .leftJoin('role_confirmations as c', 'c.offer_id', 'o.id')
    .innerJoin('organisations as provider', 'provider.id', 'o.organisation_id')
    .innerJoin('organisations as host', 'host.id', 'o.host_id')
    .select([
      'o.id',
      'o.organisation_id as providerId',
      'provider.name as providerName',
      'o.host_id as hostId',
      'host.name as hostName',
      'o.role',
      'o.person_id as personId',
      'o.person_name as personName',
      'o.basis',
      'o.first_day as firstDay',
      'o.last_day as lastDay',
      'o.offered_by_name as offeredByName',
      'o.offered_at as offeredAt',
      'c.confirmed_by_name as confirmedByName',
      'c.confirmed_at as confirmedAt',
    ])
    .select((one) => [
      one.fn.coalesce('o.ended_at', 'c.ended_at').as('endedAt'),
      one.fn.coalesce('o.ended_by_name', 'c.ended_by_name').as('endedByName'),
      one.fn.coalesce('o.ended_reason', 'c.ended_reason').as('endedReason'),
    ])

/** The arrangements an organisation is a side of, newest first. */
export const readArrangements = async (db: ReadDb): Promise<Arrangement[]> => {
  const rows = await arrangements(db).orderBy('o.id', 'desc').limit(MOST_SHOWN).execute()
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

/** An arrangement the actor's organisation is a side of. Throws NotFound. */
export const requireArrangement = async (db: ReadDb, id: string): Promise<Arrangement> => {
  const row = await arrangements(db).where('o.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('There is no such arrangement.')
  return { ...row, role: row.role as Role }
}

/** Adds what an organisation offers to another. */
export const insertOffer = async (
  tx: Tx,
  one: Pick<
    Arrangement,
    | 'id'
    | 'providerId'
    | 'hostId'
    | 'role'
    | 'personId'
    | 'personName'
    | 'basis'
    | 'firstDay'
    | 'lastDay'
  >,
  by: { id: string; name: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('role_offers')
    .values({
      id: one.id,
      organisation_id: one.providerId,
      host_id: one.hostId,
      role: one.role,
      person_id: one.personId,
      person_name: one.personName,
      basis: one.basis,
      first_day: one.firstDay,
      last_day: one.lastDay,
      offered_by: by.id,
      offered_by_name: by.name,
      offered_at: by.at,
    })
    .execute()
}

/** Confirms an offer for the host. */
export const insertConfirmation = async (
  tx: Tx,
  one: { offerId: string; hostId: string },
  by: { id: string; name: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('role_confirmations')
    .values({
      offer_id: one.offerId,
      organisation_id: one.hostId,
      confirmed_by: by.id,
      confirmed_by_name: by.name,
      confirmed_at: by.at,
    })
    .execute()
}

/** Ends one side's part of an arrangement; false when that had ended or was never there. */
export const markArrangementEnded = async (
  tx: Tx,
  id: string,
  side: 'provider' | 'host',
  ended: { by: string; byName: string; at: Date; reason: string },
): Promise<boolean> => {
  const set = {
    ended_at: ended.at,
    ended_by: ended.by,
    ended_by_name: ended.byName,
    ended_reason: ended.reason,
  }
  const { numUpdatedRows } =
    side === 'provider'
      ? await tx
          .updateTable('role_offers')
          .set(set)
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .executeTakeFirst()
      : await tx
          .updateTable('role_confirmations')
          .set(set)
          .where('offer_id', '=', id)
          .where('ended_at', 'is', null)
          .executeTakeFirst()
  return numUpdatedRows === 1n
}
