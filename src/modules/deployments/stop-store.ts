import { sql, type Selectable } from 'kysely'
import { Conflict } from '#kernel/errors.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { Stop } from './model.js'

/** The stop that was called and is not yet confirmed off, or undefined. */
export const readOpenStop = async (db: ReadDb, deploymentId: string): Promise<Stop | undefined> => {
  const row = await db
    .selectFrom('stops')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst()
  return row && toStop(row)
}

/** The stops of a deployment, newest first. */
export const readStops = async (db: ReadDb, deploymentId: string): Promise<Stop[]> => {
  const rows = await db
    .selectFrom('stops')
    .modifyFront(planOnce)
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toStop)
}

/**
 * Whether a use ceased while a stop was called that nobody has confirmed. A partner that it is shared with
 * may know this, and no more of a stop.
 */
export const ceasedNotOff = async (db: ReadDb, deploymentId: string): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from ceased_not_off() as id where id = ${deploymentId}`.execute(db)
  return rows.length > 0
}

/** Writes that a stop was called. */
export const insertStop = async (
  tx: Tx,
  stop: { id: string; organisationId: string; deploymentId: string; reason: string },
  by: { id: string; name: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('stops')
    .values({
      id: stop.id,
      organisation_id: stop.organisationId,
      deployment_id: stop.deploymentId,
      reason: stop.reason,
      called_at: by.at,
      called_by: by.id,
      called_by_name: by.name,
    })
    .execute()
}

/** Writes when it went off and who says so. Throws Conflict when somebody else did already. */
export const confirmStopRow = async (
  tx: Tx,
  stopId: string,
  wentOffAt: Date,
  note: string,
  by: { id: string; name: string; at: Date },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('stops')
    .set({
      went_off_at: wentOffAt,
      confirmed_at: by.at,
      confirmed_by: by.id,
      confirmed_by_name: by.name,
      confirmation_note: note,
    })
    .where('id', '=', stopId)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return
  throw new Conflict('Somebody else has already entered when it went off.')
}

const toStop = (row: Selectable<Rows['stops']>): Stop => ({
  id: row.id,
  deploymentId: row.deployment_id,
  reason: row.reason,
  calledAt: row.called_at,
  calledByName: row.called_by_name,
  wentOffAt: row.went_off_at,
  confirmedAt: row.confirmed_at,
  confirmedByName: row.confirmed_by_name,
  note: row.confirmation_note,
})
