import type { ReadDb, Tx } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { IntakeSwitch, Period } from '../model.js'
import type { FollowUp } from '../periods.js'
import type { Receipt } from './record-receipts.js'

/** The open decision to let rows of a deployment in, or null. */
export const readIntakeSwitch = async (
  db: ReadDb,
  deploymentId: string,
): Promise<IntakeSwitch | null> => {
  const row = await db
    .selectFrom('intake_switches')
    .modifyFront(planOnce)
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .where('switched_off_at', 'is', null)
    .executeTakeFirst()
  return row
    ? {
        id: row.id,
        controllerName: row.controller_name,
        reason: row.reason,
        processorAgreement: row.processor_agreement,
        retentionDays: row.retention_days,
        switchedOnByName: row.switched_on_by_name,
        switchedOnAt: row.switched_on_at,
      }
    : null
}

/** On what terms an organisation lets rows of a deployment in: of the open decision, and its plan. */
export interface IntakeTerms {
  retentionDays: number
  /** Null when no plan is fixed. */
  followUp: FollowUp | null
}

/** The terms on which rows come in, or undefined while they do not. */
export const readIntakeTerms = async (
  db: ReadDb,
  deploymentId: string,
  organisationId: string,
): Promise<IntakeTerms | undefined> => {
  const row = await db
    .selectFrom('intake_switches')
    .leftJoin('monitoring_plans as plan', (join) =>
      join
        .onRef('plan.deployment_id', '=', 'intake_switches.deployment_id')
        .on('plan.ended_at', 'is', null),
    )
    .select(['retention_days', 'plan.period', 'plan.follow_up_days', 'plan.grace_days'])
    .where('intake_switches.deployment_id', '=', deploymentId)
    .where('intake_switches.organisation_id', '=', organisationId)
    .where('switched_off_at', 'is', null)
    .modifyFront(planOnce)
    .executeTakeFirst()
  if (!row) return undefined
  const { period, follow_up_days: followUpDays, grace_days: graceDays } = row
  const isPlanned = period !== null && followUpDays !== null && graceDays !== null
  return {
    retentionDays: row.retention_days,
    followUp: isPlanned ? { period: period as Period, followUpDays, graceDays } : null,
  }
}

/** Whether an organisation ever let rows of a deployment in; only of one of its own could it. */
export const everTookRows = async (
  db: ReadDb,
  deploymentId: string,
  organisationId: string,
): Promise<boolean> => {
  const row = await db
    .selectFrom('intake_switches')
    .select('id')
    .where('deployment_id', '=', deploymentId)
    .where('organisation_id', '=', organisationId)
    .limit(1)
    .modifyFront(planOnce)
    .executeTakeFirst()
  return row !== undefined
}

/** How long rows of some deployments are kept, by the last decision about each; rows may outlive a switch. */
export const readRetentionDays = async (
  db: ReadDb,
  deploymentIds: readonly string[],
): Promise<(deploymentId: string) => number> => {
  const rows = await db
    .selectFrom('intake_switches')
    .distinctOn('deployment_id')
    .select(['deployment_id', 'retention_days'])
    .where('deployment_id', 'in', deploymentIds)
    .orderBy('deployment_id')
    .orderBy('switched_on_at', 'desc')
    .execute()
  const days = new Map(rows.map((row) => [row.deployment_id, row.retention_days]))
  return (deploymentId) => days.get(deploymentId) ?? Infinity
}

/** Keeps receipts that are not kept yet; gives the ids of those it added. */
export const insertReceipts = async (
  tx: Tx,
  to: { organisationId: string; deploymentId: string },
  receipts: readonly (Receipt & { id: string })[],
  told: { by: string; at: Date },
): Promise<ReadonlySet<string>> => {
  const added = await tx
    .insertInto('intake_receipts')
    .values(
      receipts.map((receipt) => ({
        id: receipt.id,
        organisation_id: to.organisationId,
        deployment_id: to.deploymentId,
        kind: receipt.kind,
        batch_digest: receipt.digest,
        accepted: receipt.accepted,
        duplicate: receipt.duplicate,
        rejected: receipt.rejected,
        window_final: receipt.windowFinal,
        received_at: told.at,
        received_by: told.by,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return new Set(added.map(({ id }) => id))
}

/** What was last received by row, for the page about data. */
export const readReceipts = async (db: ReadDb, deploymentId: string, most: number) =>
  db
    .selectFrom('intake_receipts')
    .select([
      'kind',
      'accepted',
      'duplicate',
      'rejected',
      'window_final as windowFinal',
      'received_at as receivedAt',
    ])
    .where('deployment_id', '=', deploymentId)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()

/** What summaries were last received. */
export const readReceivedSummaries = async (db: ReadDb, deploymentId: string, most: number) =>
  db
    .selectFrom('received_summaries')
    .select([
      'source',
      'generator',
      'rows',
      'used',
      'added',
      'superseded',
      'unchanged',
      'dated_note as datedNote',
      'received_at as receivedAt',
      'received_by_name as receivedByName',
    ])
    .where('deployment_id', '=', deploymentId)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
