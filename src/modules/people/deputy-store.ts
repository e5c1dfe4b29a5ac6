import type { Selectable } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { Deputy } from './model.js'

const MOST_SHOWN = 100

/** Who stands in for whom at an organisation, the latest last day first; those of one person if named. */
export const readDeputies = async (
  db: ReadDb,
  organisationId: string,
  of?: { personId: string } | { holdsOn: CalendarDate },
): Promise<Deputy[]> => {
  const rows = await db
    .selectFrom('deputies')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .$if(of !== undefined && 'personId' in of, (some) =>
      some.where((one) => {
        const personId = of && 'personId' in of ? of.personId : ''
        return one.or([one('principal_id', '=', personId), one('deputy_id', '=', personId)])
      }),
    )
    .$if(of !== undefined && 'holdsOn' in of, (some) => {
      const today = of && 'holdsOn' in of ? of.holdsOn : ''
      return some.where('ended_at', 'is', null).where('last_day', '>=', today)
    })
    .orderBy('last_day', 'desc')
    .orderBy('id')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map(toDeputy)
}

/** Somebody named to stand in, at the actor's organisation. Throws NotFound. */
export const requireDeputy = async (db: ReadDb, id: string): Promise<Deputy> => {
  const row = await db.selectFrom('deputies').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('There is no such deputy.')
  return toDeputy(row)
}

/** Names a deputy. */
export const insertDeputy = async (
  tx: Tx,
  organisationId: string,
  one: Omit<Deputy, 'endedAt' | 'endedByName' | 'endedReason'>,
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('deputies')
    .values({
      id: one.id,
      organisation_id: organisationId,
      role: one.role,
      principal_id: one.principalId,
      principal_name: one.principalName,
      deputy_id: one.deputyId,
      deputy_name: one.deputyName,
      first_day: one.firstDay,
      last_day: one.lastDay,
      reason: one.reason,
      named_at: at,
    })
    .execute()
}

/** Ends a deputy before the last day; false when it ended before. */
export const markDeputyEnded = async (
  tx: Tx,
  id: string,
  ended: { by: string; byName: string; at: Date; reason: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('deputies')
    .set({
      ended_at: ended.at,
      ended_by: ended.by,
      ended_by_name: ended.byName,
      ended_reason: ended.reason,
    })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

const toDeputy = (row: Selectable<Rows['deputies']>): Deputy => ({
  id: row.id,
  role: row.role as Role,
  principalId: row.principal_id,
  principalName: row.principal_name,
  deputyId: row.deputy_id,
  deputyName: row.deputy_name,
  firstDay: row.first_day,
  lastDay: row.last_day,
  reason: row.reason,
  endedAt: row.ended_at,
  endedByName: row.ended_by_name,
  endedReason: row.ended_reason,
})
