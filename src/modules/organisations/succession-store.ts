import { Conflict } from '#kernel/errors.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { OrganisationSuccession, SuccessionKind } from './model.js'

/** A succession as it is written. */
export interface NewSuccession {
  predecessorId: string
  successorId: string
  kind: SuccessionKind
  effective: string
  source: string
}

/** Every succession as `predecessor successor`. */
export const readSuccessionPairs = async (db: ReadDb): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('organisation_successions')
    .select(['predecessor_id', 'successor_id'])
    .execute()
  return new Set(rows.map((row) => `${row.predecessor_id} ${row.successor_id}`))
}

/** Writes successions. */
export const insertSuccessions = async (
  tx: Tx,
  successions: readonly NewSuccession[],
): Promise<void> => {
  if (successions.length === 0) return
  await tx
    .insertInto('organisation_successions')
    .values(
      successions.map((one) => ({
        predecessor_id: one.predecessorId,
        successor_id: one.successorId,
        kind: one.kind,
        effective: one.effective,
        source: one.source,
      })),
    )
    .execute()
}

/** What came before and after an organisation, newest first. */
export const readSuccessions = async (
  db: ReadDb,
  organisationId: string,
): Promise<OrganisationSuccession[]> => {
  const rows = await db
    .selectFrom('organisation_successions as s')
    .innerJoin('organisations as p', 'p.id', 's.predecessor_id')
    .innerJoin('organisations as n', 'n.id', 's.successor_id')
    .selectAll('s')
    .select(['p.name as predecessor_name', 'p.ods_code as predecessor_code'])
    .select(['n.name as successor_name', 'n.ods_code as successor_code'])
    .where((where) =>
      where.or([
        where('s.predecessor_id', '=', organisationId),
        where('s.successor_id', '=', organisationId),
      ]),
    )
    .orderBy('s.effective', 'desc')
    .orderBy('p.name')
    .execute()
  return rows.map((row) => ({
    predecessor: {
      id: row.predecessor_id,
      name: row.predecessor_name,
      odsCode: row.predecessor_code,
    },
    successor: { id: row.successor_id, name: row.successor_name, odsCode: row.successor_code },
    kind: row.kind as SuccessionKind,
    effective: row.effective,
    source: row.source,
    confirmedBy: row.rights_confirmed_by,
    confirmedAt: row.rights_confirmed_at,
  }))
}

/**
 * Writes that the successor's administrator confirms it. Throws Conflict when that was done, and
 * before the day it takes effect.
 */
export const confirmSuccessionRow = async (
  tx: Tx,
  pair: { predecessorId: string; successorId: string },
  by: { name: string; at: Date; on: CalendarDate },
): Promise<{ kind: SuccessionKind }> => {
  const row = await tx
    .updateTable('organisation_successions')
    .set({ rights_confirmed_by: by.name, rights_confirmed_at: by.at })
    .where('predecessor_id', '=', pair.predecessorId)
    .where('successor_id', '=', pair.successorId)
    .where('rights_confirmed_at', 'is', null)
    .where('effective', '<=', by.on)
    .returning('kind')
    .executeTakeFirst()
  if (row) return { kind: row.kind as SuccessionKind }
  throw new Conflict(
    'This succession has been confirmed, or takes effect later. Its page says when.',
  )
}
