import { sql } from 'kysely'
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

/**
 * Marks the newest figures of a deployment to be judged anew, since what they are judged by has changed;
 * earlier ones were judged by what held then.
 */
export const markToJudge = async (tx: Tx, deploymentId: string): Promise<void> => {
  await sql`update window_figures as figures set judged_at = null
    where deployment_id = ${deploymentId} and superseded_by is null and judged_at is not null
      and not exists (
        select from window_figures as later
         where later.deployment_id = figures.deployment_id and later.site = figures.site
           and later.subject = figures.subject and later.superseded_by is null
           and later.judged_at is not null and later.window_from > figures.window_from)`.execute(tx)
}

/** A window at a site whose figures came in or matured since the deployment was judged last. */
export interface UnjudgedWindow {
  deploymentId: string
  site: string
  windowFrom: string
  versionName: string
}

/** The mature windows of some deployments that were not judged yet. */
export const readUnjudged = async (
  db: ReadDb,
  deploymentIds: readonly string[],
  today: string,
): Promise<UnjudgedWindow[]> =>
  db
    .selectFrom('window_figures')
    .select([
      'deployment_id as deploymentId',
      'site',
      'window_from as windowFrom',
      'version_name as versionName',
    ])
    .where('deployment_id', 'in', deploymentIds)
    .where('superseded_by', 'is', null)
    .where('judged_at', 'is', null)
    .where('matures_on', '<=', today)
    .execute()

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
