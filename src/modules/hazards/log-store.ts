import { sql, type Selectable } from 'kysely'
import { refuseLostEdit } from '#registry/refuse-lost-edit.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { LogOf } from './inputs.js'
import type { HazardLog } from './model.js'

/** The log of a deployment or of a version of the organisation, or undefined where none is begun. */
export const readLog = async (
  db: ReadDb,
  organisationId: string,
  of: LogOf,
): Promise<HazardLog | undefined> => {
  const row = await db
    .selectFrom('hazard_logs')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where(
      of.deploymentId === undefined ? 'version_id' : 'deployment_id',
      '=',
      of.deploymentId ?? of.versionId,
    )
    .executeTakeFirst()
  return row && toLog(row)
}

/** The log with this id. */
export const readLogById = async (db: ReadDb, id: string): Promise<HazardLog | undefined> => {
  const row = await db.selectFrom('hazard_logs').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toLog(row)
}

/** Begins a log; nothing where somebody began it in the same moment. */
export const insertLog = async (
  tx: Tx,
  log: { id: string; organisationId: string } & LogOf,
): Promise<void> => {
  await tx
    .insertInto('hazard_logs')
    .values({
      id: log.id,
      organisation_id: log.organisationId,
      deployment_id: log.deploymentId ?? null,
      version_id: log.versionId ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Lets nobody else bring hazards into a log before this commit; what they brought before can be read. */
export const lockLog = async (tx: Tx, logId: string): Promise<void> => {
  await tx.selectFrom('hazard_logs').select('id').where('id', '=', logId).forUpdate().execute()
}

/** Takes the next so many numbers of a log; answers the first of them. */
export const takeNumbers = async (tx: Tx, logId: string, many: number): Promise<number> => {
  const { last_number: last } = await tx
    .updateTable('hazard_logs')
    .set({ last_number: sql<number>`last_number + ${many}` })
    .where('id', '=', logId)
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return last - many + 1
}

/** Writes what is settled about a log as a whole, if nobody did since. Throws Conflict with theirs. */
export const updateLog = async (
  tx: Tx,
  seen: HazardLog,
  change: Partial<
    Pick<
      HazardLog,
      'offered' | 'coversGroup' | 'reviewedOn' | 'reviewedByName' | 'reviewNote' | 'caseTexts'
    >
  >,
): Promise<void> => {
  const after = { ...seen, ...change }
  const updated = await tx
    .updateTable('hazard_logs')
    .set({
      offered: after.offered,
      covers_group: after.coversGroup,
      reviewed_on: after.reviewedOn,
      reviewed_by_name: after.reviewedByName,
      review_note: after.reviewNote,
      case_texts: JSON.stringify(after.caseTexts),
      revision: seen.revision + 1,
    })
    .where('id', '=', seen.id)
    .where('revision', '=', seen.revision)
    .executeTakeFirst()
  refuseLostEdit(updated, { revision: seen.revision, ...seen.caseTexts })
}

const toLog = (row: Selectable<Rows['hazard_logs']>): HazardLog => ({
  id: row.id,
  organisationId: row.organisation_id,
  deploymentId: row.deployment_id,
  versionId: row.version_id,
  offered: row.offered,
  coversGroup: row.covers_group,
  reviewedOn: row.reviewed_on,
  reviewedByName: row.reviewed_by_name,
  reviewNote: row.review_note,
  caseTexts: row.case_texts as Record<string, string>,
  revision: row.revision,
})
