import { sql } from 'kysely'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { Level } from './clinical-safety-data.js'
import type { Control, Score, SourceStatement, WordField } from './model.js'

/** A hazard as somebody else states it to a deployment. */
export interface Received {
  origin: 'supplier' | 'group' | 'copied'
  lineage: string
  statement: SourceStatement
}

/** A log that a deployment may start from. */
export interface OfferedLog {
  logId: string
  organisationName: string
  useCase: string
  versionName: string | null
  hazards: number
}

/** What the supplier of the version, and the group, state to a deployment of the current organisation. */
export const readToReceive = async (db: ReadDb, deploymentId: string): Promise<Received[]> => {
  const { rows } = await sql<StatementRow & { origin: 'supplier' | 'group' }>`
    select * from hazards_to_receive(${deploymentId})`.execute(db)
  return rows.map((row) => ({ ...toReceived(row, row.origin === 'group'), origin: row.origin }))
}

/** The logs that a deployment of the current organisation may start from. */
export const readOfferedLogs = async (db: ReadDb, deploymentId: string): Promise<OfferedLog[]> => {
  const { rows } = await sql<{
    log_id: string
    organisation_name: string
    use_case: string
    version_name: string | null
    hazards: number
  }>`select log_id, organisation_name, use_case, version_name, hazards::int from offered_hazard_logs(${deploymentId})`.execute(
    db,
  )
  return rows.map((row) => ({
    logId: row.log_id,
    organisationName: row.organisation_name,
    useCase: row.use_case,
    versionName: row.version_name,
    hazards: row.hazards,
  }))
}

/** The hazards of a log that a deployment may start from; none where it may not. */
export const readOfferedHazards = async (
  db: ReadDb,
  deploymentId: string,
  logId: string,
): Promise<Received[]> => {
  const { rows } = await sql<StatementRow>`
    select * from offered_hazards(${deploymentId}, ${logId})`.execute(db)
  return rows.map((row) => ({ ...toReceived(row, false), origin: 'copied' as const }))
}

/** Deployments that the review of a group's log covers. */
export const readGroupDeployments = async (
  db: ReadDb,
  deploymentId: string,
): Promise<{ organisationId: string; organisationName: string; deploymentId: string }[]> => {
  const { rows } = await sql<{
    organisation_id: string
    organisation_name: string
    deployment_id: string
  }>`select * from group_deployments(${deploymentId})`.execute(db)
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    deploymentId: row.deployment_id,
  }))
}

/** Notes what a source states where it says the same as before, such as who has accepted it there. */
export const updateSource = async (
  tx: Tx,
  hazardId: string,
  source: SourceStatement,
): Promise<void> => {
  await tx
    .updateTable('hazards')
    .set({ source: JSON.stringify(source) })
    .where('id', '=', hazardId)
    .execute()
}

interface StatementRow {
  lineage: string
  statement: Omit<SourceStatement, 'initial' | 'residual' | WordField> & {
    words: Record<WordField, string>
    controls: Control[]
    initialLikelihood: number | null
    initialSeverity: number | null
    residualLikelihood: number | null
    residualSeverity: number | null
  }
}

// Who sees to a control is a person of the other organisation; only one's own group names them.
const toReceived = (
  { lineage, statement }: StatementRow,
  withNames: boolean,
): Omit<Received, 'origin'> => {
  const { words } = statement
  return {
    lineage,
    statement: {
      organisationName: statement.organisationName,
      versionName: statement.versionName,
      revision: statement.revision,
      withdrawn: statement.withdrawn,
      name: statement.name,
      kind: statement.kind,
      description: words.description,
      causes: words.causes,
      effect: words.effect,
      hazard: words.hazard,
      harm: words.harm,
      existingControls: words.existingControls,
      controls: withNames
        ? statement.controls
        : statement.controls.map((one) => ({ ...one, who: '' })),
      initial: scoreOf(statement.initialLikelihood, statement.initialSeverity),
      residual: scoreOf(statement.residualLikelihood, statement.residualSeverity),
      acceptances: statement.acceptances,
    },
  }
}

const scoreOf = (likelihood: number | null, severity: number | null): Score | null =>
  likelihood === null || severity === null
    ? null
    : { likelihood: likelihood as Level, severity: severity as Level }
