import { NotAllowed, NotFound } from '#kernel/errors.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { CoveredMember } from './model.js'
import { readConfirmations, type Told } from './confirmations.js'

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
