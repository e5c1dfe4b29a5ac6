import { Conflict, NotFound } from '#kernel/errors.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { Rebase } from './stretches.js'

const COLUMNS = [
  'id',
  'measure',
  'threshold',
  'site',
  'starts_on as startsOn',
  'reason',
  'decided_by_name as decidedByName',
  'decided_at as decidedAt',
] as const

/** The re-bases of some deployments that hold, oldest first. */
export const readRebases = async (
  db: ReadDb,
  deploymentIds: readonly string[],
): Promise<(Rebase & { deploymentId: string })[]> =>
  db
    .selectFrom('chart_rebases')
    .modifyFront(planOnce)
    .select([...COLUMNS, 'deployment_id as deploymentId'])
    .where('deployment_id', 'in', deploymentIds)
    .where('undone_at', 'is', null)
    .orderBy('starts_on')
    .execute()

/** A re-base of one's own, undone or not, of one deployment where it is named. Throws NotFound. */
export const requireRebase = async (
  db: ReadDb,
  id: string,
  deploymentId?: string,
): Promise<Rebase & { deploymentId: string; undoneAt: Date | null }> => {
  const row = await db
    .selectFrom('chart_rebases')
    .select([...COLUMNS, 'deployment_id as deploymentId', 'undone_at as undoneAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || (deploymentId !== undefined && row.deploymentId !== deploymentId))
    throw new NotFound('There is no such re-base.')
  return row
}

/** Adds a re-base. */
export const insertRebase = async (
  tx: Tx,
  whose: { organisationId: string; deploymentId: string; by: string },
  rebase: Rebase,
): Promise<void> => {
  await tx
    .insertInto('chart_rebases')
    .values({
      id: rebase.id,
      organisation_id: whose.organisationId,
      deployment_id: whose.deploymentId,
      measure: rebase.measure,
      threshold: rebase.threshold,
      site: rebase.site,
      starts_on: rebase.startsOn,
      reason: rebase.reason,
      decided_by: whose.by,
      decided_by_name: rebase.decidedByName,
      decided_at: rebase.decidedAt,
    })
    .execute()
}

/** Undoes a re-base once; it stays on record. Throws Conflict when somebody was first. */
export const endRebase = async (
  tx: Tx,
  id: string,
  undone: { by: string; byName: string; at: Date; reason: string },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('chart_rebases')
    .set({
      undone_by: undone.by,
      undone_by_name: undone.byName,
      undone_at: undone.at,
      undone_reason: undone.reason,
    })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Conflict('This re-base was undone already.', {})
}
