import type { Role } from '#kernel/roles.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { GroupStatement, StatedItem } from './model.js'

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
