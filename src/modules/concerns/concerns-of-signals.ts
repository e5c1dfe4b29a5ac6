import { sql } from 'kysely'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { Concern } from './model.js'

/** Whether a signal has become a concern here already, or was added to one. */
export const hasConcernOf = async (db: ReadDb, signalId: string): Promise<boolean> => {
  const raised = await db
    .selectFrom('concerns')
    .select('id')
    .where('signal_id', '=', signalId)
    .executeTakeFirst()
  const added = await db
    .selectFrom('concern_entries')
    .select('id')
    .where('signal_id', '=', signalId)
    .executeTakeFirst()
  return raised !== undefined || added !== undefined
}

/**
 * The open concern that an earlier signal about the same version of the same deployment raised; holds
 * back other signals about that deployment until this transaction ends, so that two cannot both miss it.
 */
export const findOpenSignalConcern = async (
  tx: Tx,
  about: { deploymentId: string; versionId: string | null },
): Promise<Pick<Concern, 'id' | 'organisationId'> | undefined> => {
  await sql`select pg_advisory_xact_lock(hashtext(${about.deploymentId}))`.execute(tx)
  const row = await tx
    .selectFrom('concerns')
    .select(['id', 'organisation_id'])
    .where('deployment_id', '=', about.deploymentId)
    .where('origin', '=', 'signal')
    .where('state', '<>', 'closed')
    .where('version_id', about.versionId === null ? 'is' : '=', about.versionId)
    .orderBy('id')
    .executeTakeFirst()
  return row && { id: row.id, organisationId: row.organisation_id }
}
