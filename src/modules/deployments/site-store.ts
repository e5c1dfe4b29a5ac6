import type { Site } from '#modules/organisations/index.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'

/** The sites a deployment is at; empty means the whole organisation. */
export const readSitesOf = async (
  db: ReadDb,
  deploymentId: string,
): Promise<Pick<Site, 'id' | 'name'>[]> =>
  db
    .selectFrom('deployment_sites')
    .modifyFront(planOnce)
    .innerJoin('sites', 'sites.id', 'deployment_sites.site_id')
    .select(['sites.id', 'sites.name'])
    .where('deployment_id', '=', deploymentId)
    .orderBy('sites.name')
    .execute()

/** Writes which sites a deployment is at. */
export const insertSites = async (
  tx: Tx,
  deployment: { id: string; organisationId: string },
  siteIds: readonly string[],
): Promise<void> => {
  if (siteIds.length === 0) return
  await tx
    .insertInto('deployment_sites')
    .values(
      siteIds.map((siteId) => ({
        deployment_id: deployment.id,
        site_id: siteId,
        organisation_id: deployment.organisationId,
      })),
    )
    .execute()
}
