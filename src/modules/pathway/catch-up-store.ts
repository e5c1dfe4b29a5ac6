import type { ReadDb, Tx } from '#registry/handles.js'
import type { CatchUpPlan } from './catch-up.js'

/** Who catches up what, as it was chosen for a deployment. */
export const readCatchUpPlans = async (
  db: ReadDb,
  deploymentId: string,
): Promise<CatchUpPlan[]> => {
  const rows = await db
    .selectFrom('catch_up_plans')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .execute()
  return rows.map((row) => ({
    requirementId: row.requirement_id,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    due: row.due,
  }))
}

/** Writes who catches up a requirement and by when. */
export const writeCatchUpPlan = async (
  tx: Tx,
  about: { deploymentId: string; organisationId: string },
  plan: CatchUpPlan,
  told: { by: string; at: Date },
): Promise<void> => {
  const chosen = {
    owner_id: plan.ownerId,
    owner_name: plan.ownerName,
    due: plan.due,
    set_by: told.by,
    set_at: told.at,
  }
  await tx
    .insertInto('catch_up_plans')
    .values({
      deployment_id: about.deploymentId,
      organisation_id: about.organisationId,
      requirement_id: plan.requirementId,
      ...chosen,
    })
    .onConflict((conflict) =>
      conflict.columns(['deployment_id', 'requirement_id']).doUpdateSet(chosen),
    )
    .execute()
}
