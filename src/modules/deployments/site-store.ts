import type { ReadDb, Tx } from '#registry/handles.js'

/** A place inside an organisation. */
export interface Site {
  id: string
  name: string
}

/** The open sites of an organisation, by name; empty means that it is one place. */
export const readSites = async (db: ReadDb, organisationId: string): Promise<Site[]> =>
  db
    .selectFrom('sites')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .where('closed', 'is', null)
    .orderBy('name')
    .limit(100)
    .execute()

/** The sites a deployment is at; empty means the whole organisation. */
export const readSitesOf = async (db: ReadDb, deploymentId: string): Promise<Site[]> =>
  db
    .selectFrom('deployment_sites')
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
