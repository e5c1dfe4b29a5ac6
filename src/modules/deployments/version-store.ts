import { sql } from 'kysely'
import { Conflict } from '#kernel/errors.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { StageChange, VersionRun } from './model.js'

/** Which versions a deployment ran, newest first; its organisation only. */
export const readVersionRuns = async (db: ReadDb, deploymentId: string): Promise<VersionRun[]> =>
  readVersionRunsOf(db, [deploymentId])

/** The same of several deployments together, each run with its deployment. */
export const readVersionRunsOf = async (
  db: ReadDb,
  deploymentIds: readonly string[],
): Promise<(VersionRun & { deploymentId: string })[]> => {
  const rows = await db
    .selectFrom('deployment_versions')
    .modifyFront(planOnce)
    .leftJoin('versions', 'versions.id', 'deployment_versions.version_id')
    .selectAll('deployment_versions')
    .select('versions.name as version_name')
    .where('deployment_id', 'in', deploymentIds)
    .orderBy('ran_from', 'desc')
    .orderBy('deployment_versions.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    deploymentId: row.deployment_id,
    version: row.version_id ? { id: row.version_id, name: row.version_name ?? '' } : null,
    configuration: row.configuration,
    ranFrom: row.ran_from,
    ranUntil: row.ran_until,
    notedBy: row.noted_by,
  }))
}

/** Begins a dated row of what runs, ending the open one. */
export const beginVersionRun = async (
  tx: Tx,
  run: {
    id: string
    organisationId: string
    deploymentId: string
    versionId: string | null
    configuration: string
    at: Date
    by: string
  },
): Promise<void> => {
  await tx
    .updateTable('deployment_versions')
    .set({ ran_until: run.at })
    .where('deployment_id', '=', run.deploymentId)
    .where('ran_until', 'is', null)
    .execute()
  await tx
    .insertInto('deployment_versions')
    .values({
      id: run.id,
      organisation_id: run.organisationId,
      deployment_id: run.deploymentId,
      version_id: run.versionId,
      configuration: run.configuration,
      ran_from: run.at,
      noted_by: run.by,
      noted_at: run.at,
    })
    .execute()
}

/** Ends the open row of what runs. */
export const endVersionRun = async (tx: Tx, deploymentId: string, at: Date): Promise<void> => {
  await tx
    .updateTable('deployment_versions')
    .set({ ran_until: at })
    .where('deployment_id', '=', deploymentId)
    .where('ran_until', 'is', null)
    .execute()
}

/** Writes which version runs, if the earlier one is still the one that was seen. Throws Conflict. */
export const setVersion = async (
  tx: Tx,
  deploymentId: string,
  from: string | null,
  to: string,
  at: Date,
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('deployments')
    .set({ version_id: to, changed_at: at, revision: sql`revision + 1` })
    .where('id', '=', deploymentId)
    .where('version_id', from === null ? 'is' : '=', from)
    .where('state', '<>', 'ceased')
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return
  throw new Conflict('The version was changed by somebody else, or this deployment has ceased.')
}

/** The moves of a deployment between stages, oldest first. */
export const readStageChanges = async (db: ReadDb, deploymentId: string): Promise<StageChange[]> =>
  readStageChangesOf(db, [deploymentId])

/** The same of several deployments together, each move with its deployment. */
export const readStageChangesOf = async (
  db: ReadDb,
  deploymentIds: readonly string[],
): Promise<(StageChange & { deploymentId: string })[]> => {
  const rows = await db
    .selectFrom('stage_changes')
    .modifyFront(planOnce)
    .selectAll()
    .where('deployment_id', 'in', deploymentIds)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    deploymentId: row.deployment_id,
    from: row.from_stage as StageChange['from'],
    to: row.to_stage as StageChange['to'],
    gate: row.gate as StageChange['gate'],
    decisionId: row.decision_id,
    changedOn: row.changed_on,
  }))
}
