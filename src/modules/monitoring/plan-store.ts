import type { ReadDb, Tx } from '#registry/handles.js'
import type { ConcernRule, MonitoringPlan, Period, PlanMeasure, PlanRule } from './model.js'
import type { Direction } from './measures.js'

/** The plan that holds for a deployment of one's own, or null. */
export const readPlan = async (
  db: ReadDb,
  deploymentId: string,
): Promise<MonitoringPlan | null> => {
  const row = await db
    .selectFrom('monitoring_plans')
    .leftJoin('people', 'people.id', 'monitoring_plans.owner_id')
    .selectAll('monitoring_plans')
    .select('people.name as owner_name')
    .where('deployment_id', '=', deploymentId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const [measures, thresholds] = await Promise.all([
    readMeasures(db, row.id),
    db
      .selectFrom('plan_thresholds')
      .select(['name', 'value'])
      .where('plan_id', '=', row.id)
      .orderBy('value')
      .execute(),
  ])
  return {
    id: row.id,
    deploymentId: row.deployment_id,
    organisationId: row.organisation_id,
    period: row.period as Period,
    startsOn: row.starts_on,
    followUpDays: row.follow_up_days,
    graceDays: row.grace_days,
    minimumEvents: row.minimum_events,
    limitsAfter: row.limits_after,
    ownerId: row.owner_id,
    ownerName: row.owner_name ?? 'not known',
    rules: row.rules as PlanRule[],
    concernRule: row.concern_rule as ConcernRule,
    onSignal: row.on_signal,
    stopRule: row.stop_rule,
    fixedBy: row.fixed_by,
    fixedByName: row.fixed_by_name,
    fixedAt: row.fixed_at,
    measures,
    thresholds,
  }
}

const readMeasures = async (db: ReadDb, planId: string): Promise<PlanMeasure[]> => {
  const rows = await db
    .selectFrom('plan_measures')
    .selectAll()
    .where('plan_id', '=', planId)
    .orderBy('place')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    measure: row.measure,
    threshold: row.threshold,
    direction: row.direction as Direction,
    passMark: row.pass_mark,
    target: row.target,
    unit: row.unit,
    onSignal: row.on_signal,
  }))
}

/** Ends a plan; false when it was not the one that holds. */
export const endPlan = async (tx: Tx, planId: string, at: Date): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('monitoring_plans')
    .set({ ended_at: at })
    .where('id', '=', planId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Adds a plan with its measures and thresholds. */
export const insertPlan = async (
  tx: Tx,
  plan: Omit<MonitoringPlan, 'ownerName'>,
): Promise<void> => {
  const whose = { organisation_id: plan.organisationId, plan_id: plan.id }
  await tx
    .insertInto('monitoring_plans')
    .values({
      id: plan.id,
      organisation_id: plan.organisationId,
      deployment_id: plan.deploymentId,
      period: plan.period,
      starts_on: plan.startsOn,
      follow_up_days: plan.followUpDays,
      grace_days: plan.graceDays,
      minimum_events: plan.minimumEvents,
      limits_after: plan.limitsAfter,
      owner_id: plan.ownerId,
      rules: [...plan.rules],
      concern_rule: plan.concernRule,
      on_signal: plan.onSignal,
      stop_rule: plan.stopRule,
      fixed_by: plan.fixedBy,
      fixed_by_name: plan.fixedByName,
      fixed_at: plan.fixedAt,
    })
    .execute()
  await tx
    .insertInto('plan_measures')
    .values(
      plan.measures.map((one, place) => ({
        ...whose,
        id: one.id,
        place,
        measure: one.measure,
        threshold: one.threshold,
        direction: one.direction,
        pass_mark: one.passMark,
        target: one.target,
        unit: one.unit,
        on_signal: one.onSignal,
      })),
    )
    .execute()
  if (plan.thresholds.length === 0) return
  await tx
    .insertInto('plan_thresholds')
    .values(plan.thresholds.map(({ name, value }) => ({ ...whose, name, value })))
    .execute()
}
