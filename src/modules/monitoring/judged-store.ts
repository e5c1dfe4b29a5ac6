import type { ReadDb, Tx } from '#registry/handles.js'

/** Notes that every mature window of some deployments so far was judged by the plan's rules. */
export const markJudged = async (
  tx: Tx,
  deploymentIds: readonly string[],
  today: string,
  at: Date,
): Promise<void> => {
  await tx
    .updateTable('window_figures')
    .set({ judged_at: at })
    .where('deployment_id', 'in', deploymentIds)
    .where('superseded_by', 'is', null)
    .where('judged_at', 'is', null)
    .where('matures_on', '<=', today)
    .execute()
}

/** Marks the current figures of a deployment to be judged anew: what they are judged by has changed. */
export const markToJudge = async (tx: Tx, deploymentId: string): Promise<void> => {
  await tx
    .updateTable('window_figures')
    .set({ judged_at: null })
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
    .where('judged_at', 'is not', null)
    .execute()
}

/** Those of some deployments that have mature figures which were not judged. */
export const readToJudge = async (
  db: ReadDb,
  deploymentIds: readonly string[],
  today: string,
): Promise<string[]> => {
  const rows = await db
    .selectFrom('window_figures')
    .select('deployment_id')
    .distinct()
    .where('deployment_id', 'in', deploymentIds)
    .where('superseded_by', 'is', null)
    .where('judged_at', 'is', null)
    .where('matures_on', '<=', today)
    .execute()
  return rows.map((row) => row.deployment_id)
}
