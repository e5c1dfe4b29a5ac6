import type { Selectable } from 'kysely'
import { Conflict, NotFound } from '#kernel/errors.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { GateId } from '#modules/framework/index.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { Exception } from './model.js'

/** Every exception of a deployment, newest first, with those that ended or were revoked. */
export const readAllExceptions = async (db: ReadDb, deploymentId: string): Promise<Exception[]> => {
  const rows = await db
    .selectFrom('gate_exceptions')
    .modifyFront(planOnce)
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toException)
}

/** The exceptions that hold on a London date. */
export const readExceptions = async (
  db: ReadDb,
  deploymentId: string,
  today: CalendarDate,
): Promise<Exception[]> =>
  (await readAllExceptions(db, deploymentId)).filter((one) => holdsOn(one, today))

/** Whether an exception holds on a date: not revoked, up to and with its last day. */
export const holdsOn = (exception: Exception, today: CalendarDate): boolean =>
  exception.revokedAt === null && exception.until >= today

/** An exception of the actor's organisation. Throws NotFound. */
export const requireException = async (
  db: ReadDb,
  id: string,
  deploymentId?: string,
): Promise<Exception> => {
  const row = await db
    .selectFrom('gate_exceptions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || (deploymentId ?? row.deployment_id) !== row.deployment_id)
    throw new NotFound('There is no such exception.')
  return toException(row)
}

/** The exceptions of the actor's organisation that end by a date. */
export const readExceptionsEndingBy = async (
  db: ReadDb,
  organisationId: string,
  by: CalendarDate,
): Promise<Exception[]> => {
  const rows = await db
    .selectFrom('gate_exceptions')
    .innerJoin('deployments', 'deployments.id', 'gate_exceptions.deployment_id')
    .selectAll('gate_exceptions')
    .where('gate_exceptions.organisation_id', '=', organisationId)
    .where('revoked_at', 'is', null)
    .where('until', '<=', by)
    .where('deployments.state', '<>', 'ceased')
    .orderBy('until')
    .limit(200)
    .execute()
  return rows.map(toException)
}

/** Adds an exception. */
export const insertException = async (
  tx: Tx,
  exception: Omit<Exception, 'revokedAt' | 'revokedByName' | 'revokedReason'> & {
    organisationId: string
  },
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('gate_exceptions')
    .values({
      id: exception.id,
      organisation_id: exception.organisationId,
      deployment_id: exception.deploymentId,
      gate: exception.gate,
      target: exception.target,
      target_name: exception.targetName,
      reason: exception.reason,
      until: exception.until,
      granted_by: exception.grantedBy,
      granted_by_name: exception.grantedByName,
      role: exception.role,
      granted_on: exception.grantedOn,
      granted_at: at,
    })
    .execute()
}

/** Ends an exception before its day. Throws Conflict when it was revoked already. */
export const markRevoked = async (
  tx: Tx,
  id: string,
  told: { by: string; byName: string; at: Date; reason: string },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('gate_exceptions')
    .set({
      revoked_at: told.at,
      revoked_by: told.by,
      revoked_by_name: told.byName,
      revoked_reason: told.reason,
    })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('This exception was revoked already.')
}

const toException = (row: Selectable<Rows['gate_exceptions']>): Exception => ({
  id: row.id,
  deploymentId: row.deployment_id,
  gate: row.gate as GateId,
  target: row.target,
  targetName: row.target_name,
  reason: row.reason,
  until: row.until,
  grantedBy: row.granted_by,
  grantedByName: row.granted_by_name,
  role: row.role as Role,
  grantedOn: row.granted_on,
  revokedAt: row.revoked_at,
  revokedByName: row.revoked_by_name,
  revokedReason: row.revoked_reason,
})
