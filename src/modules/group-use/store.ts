import type { Selectable } from 'kysely'
import { NotAllowed, NotFound } from '#kernel/errors.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { Confirmation, CoveredMember, GroupStatement, StatedItem } from './model.js'

const MOST = 1000

/** The organisations a deployment covers, by name, as far as the asker sees them: a member sees itself. */
export const readMembers = async (db: ReadDb, deploymentId: string): Promise<CoveredMember[]> => {
  const members = await db
    .selectFrom('deployment_members as m')
    .innerJoin('organisations as o', 'o.id', 'm.member_id')
    .select(['m.member_id as organisationId', 'o.name'])
    .where('m.deployment_id', '=', deploymentId)
    .where('m.removed_at', 'is', null)
    .orderBy('o.name')
    .orderBy('o.id')
    .limit(MOST)
    .execute()
  const confirmations = await readConfirmations(db, deploymentId)
  return members.map((one) => ({
    ...one,
    confirmation: confirmations.find(({ memberId }) => memberId === one.organisationId) ?? null,
  }))
}

/** A member with its confirmation. Throws NotFound. */
export const requireMember = async (
  db: ReadDb,
  deploymentId: string,
  memberId: string,
): Promise<CoveredMember> => {
  const found = (await readMembers(db, deploymentId)).find((one) => one.organisationId === memberId)
  if (found) return found
  throw new NotFound('This deployment does not cover that organisation.')
}

/** The actor's own organisation as a member. Throws NotAllowed where it is none. */
export const requireOwnMembership = async (
  db: ReadDb,
  deploymentId: string,
  organisationId: string,
): Promise<CoveredMember> => {
  const members = await readMembers(db, deploymentId)
  const found = members.find((one) => one.organisationId === organisationId)
  if (found) return found
  throw new NotAllowed('This deployment does not cover your organisation.')
}

const readConfirmations = async (db: ReadDb, deploymentId: string): Promise<Confirmation[]> => {
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

type ConfirmationRow = Selectable<Rows['member_confirmations']> & {
  second_by: string | null
  second_by_name: string | null
  second_role: string | null
  second_on: CalendarDate | null
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

/** What the group stated last, or null. */
export const readStatement = async (
  db: ReadDb,
  deploymentId: string,
): Promise<GroupStatement | null> => {
  const row = await db
    .selectFrom('group_statements')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row
    ? {
        id: row.id,
        deploymentId: row.deployment_id,
        words: row.words,
        items: row.items as unknown as readonly StatedItem[],
        versionName: row.version_name,
        statedBy: row.stated_by,
        statedByName: row.stated_by_name,
        role: row.role as Role,
        statedOn: row.stated_on,
      }
    : null
}

/** Deployments of other organisations that cover this one, last changed first. */
export const readCovering = async (db: ReadDb, memberId: string) =>
  db
    .selectFrom('deployment_members as m')
    .innerJoin('deployments as d', 'd.id', 'm.deployment_id')
    .innerJoin('products as p', 'p.id', 'd.product_id')
    .innerJoin('organisations as g', 'g.id', 'd.organisation_id')
    .select(['d.id', 'p.name as product', 'g.name as group', 'd.state'])
    .where('m.member_id', '=', memberId)
    .where('m.removed_at', 'is', null)
    .where('d.state', '<>', 'ceased')
    .orderBy('d.changed_at', 'desc')
    .limit(20)
    .execute()

interface Told {
  by: string
  byName: string
  at: Date
}

/** Adds organisations that a deployment covers; those covered already stay. Answers the new ones. */
export const insertMembers = async (
  tx: Tx,
  about: { organisationId: string; deploymentId: string },
  memberIds: readonly string[],
  { by, byName, at }: Told,
  newId: () => string,
): Promise<string[]> => {
  const rows = await tx
    .insertInto('deployment_members')
    .values(
      memberIds.map((memberId) => ({
        id: newId(),
        organisation_id: about.organisationId,
        deployment_id: about.deploymentId,
        member_id: memberId,
        added_by: by,
        added_by_name: byName,
        added_at: at,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['deployment_id', 'member_id']).where('removed_at', 'is', null).doNothing(),
    )
    .returning('member_id')
    .execute()
  return rows.map((row) => row.member_id)
}

/** Takes an organisation out of what a deployment covers; false when it was out. */
export const markRemoved = async (
  tx: Tx,
  about: { deploymentId: string; memberId: string },
  { by, byName, at, reason }: Told & { reason: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('deployment_members')
    .set({ removed_at: at, removed_by: by, removed_by_name: byName, removed_reason: reason })
    .where('deployment_id', '=', about.deploymentId)
    .where('member_id', '=', about.memberId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Adds what a group states; the newest counts. */
export const insertStatement = async (
  tx: Tx,
  one: GroupStatement & { organisationId: string; versionId: string | null },
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('group_statements')
    .values({
      id: one.id,
      organisation_id: one.organisationId,
      deployment_id: one.deploymentId,
      words: one.words,
      items: JSON.stringify(one.items),
      version_id: one.versionId,
      version_name: one.versionName,
      stated_by: one.statedBy,
      stated_by_name: one.statedByName,
      role: one.role,
      stated_on: one.statedOn,
      stated_at: at,
    })
    .execute()
}

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
