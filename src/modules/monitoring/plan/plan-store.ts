import type { Selectable } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { ConcernRule, MonitoringPlan, Period, PlanMeasure, PlanRule } from '../model.js'
import type { Direction } from '../measures.js'

/** The plan that holds for a deployment of one's own, or null. */
export const readPlan = async (db: ReadDb, deploymentId: string): Promise<MonitoringPlan | null> =>
  (await readPlans(db, [deploymentId])).get(deploymentId) ?? null

/** The plans that hold for some deployments of one's own, by deployment. */
export const readPlans = async (
  db: ReadDb,
  deploymentIds: readonly string[],
): Promise<ReadonlyMap<string, MonitoringPlan>> => {
  const rows = await db
    .selectFrom('monitoring_plans')
    .modifyFront(planOnce)
    .leftJoin('people', 'people.id', 'monitoring_plans.owner_id')
    .selectAll('monitoring_plans')
    .select((select) => [
      'people.name as owner_name',
      jsonArrayFrom(
        select
          .selectFrom('plan_measures')
          .select(MEASURE_COLUMNS)
          .whereRef('plan_id', '=', 'monitoring_plans.id')
          .orderBy('place'),
      ).as('measures'),
      jsonArrayFrom(
        select
          .selectFrom('plan_thresholds')
          .select(['plan_thresholds.name', 'plan_thresholds.value'])
          .whereRef('plan_id', '=', 'monitoring_plans.id')
          .orderBy('plan_thresholds.value'),
      ).as('thresholds'),
    ])
    .where('deployment_id', 'in', deploymentIds)
    .where('ended_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.deployment_id, toPlan(row)]))
}

const MEASURE_COLUMNS = [
  'plan_measures.id',
  'measure',
  'threshold',
  'direction',
  'pass_mark',
  'target',
  'unit',
  'on_signal',
] as const

type PlanRow = Selectable<Rows['monitoring_plans']> & {
  owner_name: string | null
  measures: Omit<Selectable<Rows['plan_measures']>, 'organisation_id' | 'plan_id' | 'place'>[]
  thresholds: { name: string; value: number }[]
}

const toPlan = (row: PlanRow): MonitoringPlan => ({
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
  measures: row.measures.map((measure): PlanMeasure => ({
    id: measure.id,
    measure: measure.measure,
    threshold: measure.threshold,
    direction: measure.direction as Direction,
    passMark: measure.pass_mark,
    target: measure.target,
    unit: measure.unit,
    onSignal: measure.on_signal,
  })),
  thresholds: row.thresholds,
})

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
