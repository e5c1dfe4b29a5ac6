import type { Selectable } from 'kysely'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { Confirmation } from './model.js'

/** Who did something, and when. */
export interface Told {
  by: string
  byName: string
  at: Date
}

/** What members of a deployment confirmed and has not ended since. */
export const readConfirmations = async (
  db: ReadDb,
  deploymentId: string,
): Promise<Confirmation[]> => {
  const rows = await db
    .selectFrom('member_confirmations as c')
    .leftJoin('member_second_signatures as s', 's.confirmation_id', 'c.id')
    .selectAll('c')
    .select([
      's.signed_by as second_by',
      's.signed_by_name as second_by_name',
      's.role as second_role',
      's.signed_on as second_on',
    ])
    .where('c.deployment_id', '=', deploymentId)
    .where('c.ended_at', 'is', null)
    .execute()
  return rows.map(toConfirmation)
}

const toConfirmation = (row: ConfirmationRow): Confirmation => ({
  id: row.id,
  memberId: row.organisation_id,
  statementId: row.statement_id,
  differences: row.differences,
  secondFrom: row.second_from as Confirmation['secondFrom'],
  signedBy: row.signed_by,
  signedByName: row.signed_by_name,
  role: row.role as Role,
  signedOn: row.signed_on,
  second:
    row.second_by === null
      ? null
      : {
          signedBy: row.second_by,
          signedByName: row.second_by_name ?? '',
          role: row.second_role as Role,
          signedOn: row.second_on ?? '',
        },
})

/** Adds a member's confirmation in the place of an earlier one. */
export const insertConfirmation = async (
  tx: Tx,
  one: Omit<Confirmation, 'second'> & { groupId: string; deploymentId: string },
  at: Date,
): Promise<void> => {
  await endConfirmations(
    tx,
    { memberId: one.memberId, deploymentId: one.deploymentId },
    { by: one.signedBy, byName: one.signedByName, at, reason: 'Confirmed again.' },
  )
  await tx
    .insertInto('member_confirmations')
    .values({
      id: one.id,
      organisation_id: one.memberId,
      group_id: one.groupId,
      deployment_id: one.deploymentId,
      statement_id: one.statementId,
      differences: one.differences,
      second_from: one.secondFrom,
      signed_by: one.signedBy,
      signed_by_name: one.signedByName,
      role: one.role,
      signed_on: one.signedOn,
      signed_at: at,
    })
    .execute()
}

/** Ends what a member confirmed; false when nothing was open. */
export const endConfirmations = async (
  tx: Tx,
  about: { memberId: string; deploymentId: string },
  { by, byName, at, reason }: Told & { reason: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('member_confirmations')
    .set({ ended_at: at, ended_by: by, ended_by_name: byName, ended_reason: reason })
    .where('organisation_id', '=', about.memberId)
    .where('deployment_id', '=', about.deploymentId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Adds the second signature on a confirmation. */
export const insertSecond = async (
  tx: Tx,
  one: {
    confirmationId: string
    organisationId: string
    groupId: string
    memberId: string
    by: string
    byName: string
    role: Role
    on: CalendarDate
  },
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('member_second_signatures')
    .values({
      confirmation_id: one.confirmationId,
      organisation_id: one.organisationId,
      group_id: one.groupId,
      member_id: one.memberId,
      signed_by: one.by,
      signed_by_name: one.byName,
      role: one.role,
      signed_on: one.on,
      signed_at: at,
    })
    .execute()
}

type ConfirmationRow = Selectable<Rows['member_confirmations']> & {
  second_by: string | null
  second_by_name: string | null
  second_role: string | null
  second_on: CalendarDate | null
}
