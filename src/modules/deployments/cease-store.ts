import { Conflict } from '#kernel/errors.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { Cease, CeaseTask } from './model.js'

/** Why and when a deployment ceased, or undefined. */
export const readCease = async (db: ReadDb, deploymentId: string): Promise<Cease | undefined> => {
  const row = await db
    .selectFrom('ceases')
    .modifyFront(planOnce)
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .executeTakeFirst()
  return (
    row && {
      reasons: row.reasons,
      explanation: row.explanation,
      ceasedAt: row.ceased_at,
      ceasedByName: row.ceased_by_name,
    }
  )
}

/** What is to be settled after a deployment ceased, in the order of the checklist. */
export const readCeaseTasks = async (db: ReadDb, deploymentId: string): Promise<CeaseTask[]> => {
  const rows = await db
    .selectFrom('cease_tasks')
    .modifyFront(planOnce)
    .leftJoin('people', 'people.id', 'cease_tasks.owner_id')
    .selectAll('cease_tasks')
    .select('people.name as owner_name')
    .where('deployment_id', '=', deploymentId)
    .orderBy('cease_tasks.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    item: row.item,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    due: row.due,
    note: row.note,
    settled: row.settled as CeaseTask['settled'],
    settledAt: row.settled_at,
    settledByName: row.settled_by_name,
  }))
}

/** Writes why a deployment ceased, and what is chased from now on. */
export const insertCease = async (
  tx: Tx,
  cease: {
    deploymentId: string
    organisationId: string
    versionId: string | null
    reasons: readonly string[]
    explanation: string
  },
  tasks: readonly { id: string; item: string; ownerId: string | null; due: string | null }[],
  by: { id: string; name: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('ceases')
    .values({
      deployment_id: cease.deploymentId,
      organisation_id: cease.organisationId,
      reasons: [...cease.reasons],
      explanation: cease.explanation,
      version_id: cease.versionId,
      ceased_at: by.at,
      ceased_by: by.id,
      ceased_by_name: by.name,
    })
    .execute()
  await tx
    .insertInto('cease_tasks')
    .values(
      tasks.map((task) => ({
        id: task.id,
        organisation_id: cease.organisationId,
        deployment_id: cease.deploymentId,
        item: task.item,
        owner_id: task.ownerId,
        due: task.due,
      })),
    )
    .execute()
}

/** Settles one thing of the checklist. Throws Conflict when it is settled already or not there. */
export const settleTask = async (
  tx: Tx,
  deploymentId: string,
  item: string,
  settled: 'done' | 'not-needed',
  note: string,
  by: { id: string; name: string; at: Date },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('cease_tasks')
    .set({
      settled,
      note,
      settled_at: by.at,
      settled_by: by.id,
      settled_by_name: by.name,
    })
    .where('deployment_id', '=', deploymentId)
    .where('item', '=', item)
    .where('settled', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('Somebody else has already settled this.')
}
