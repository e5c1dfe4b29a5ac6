import { NotFound } from '#kernel/errors.js'
import type { ReadDb } from '#registry/handles.js'

/** What monitoring needs to know of a deployment. */
export interface MonitoredDeployment {
  id: string
  organisationId: string
  organisationName: string
  productName: string
  useCase: string
  versionId: string | null
  versionName: string | null
  ownerId: string
  stage: string
  state: string
  heldBack: boolean
}

/** A version the deployment ran, and when. */
export interface VersionRun {
  id: string
  name: string
  from: Date
  until: Date | null
}

/** A deployment of one's own or of a partner. Throws NotFound where it may not be seen. */
export const requireMonitored = async (db: ReadDb, id: string): Promise<MonitoredDeployment> => {
  const row = await db
    .selectFrom('deployments')
    .innerJoin('organisations', 'organisations.id', 'deployments.organisation_id')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .innerJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .leftJoin('versions', 'versions.id', 'deployments.version_id')
    .select([
      'deployments.id',
      'deployments.organisation_id as organisationId',
      'organisations.name as organisationName',
      'products.name as productName',
      'use_cases.title as useCase',
      'deployments.version_id as versionId',
      'versions.name as versionName',
      'deployments.owner_id as ownerId',
      'deployments.stage',
      'deployments.state',
      'deployments.held_back as heldBack',
    ])
    .where('deployments.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such deployment in the register.')
  return row
}

/** A deployment of the given organisation. Throws NotFound for anybody else's. */
export const requireOwn = async (
  db: ReadDb,
  id: string,
  organisationId: string,
): Promise<MonitoredDeployment> => {
  const deployment = await requireMonitored(db, id)
  if (deployment.organisationId === organisationId) return deployment
  throw new NotFound('Your organisation has no such deployment.')
}

/** The versions a deployment of one's own ran, oldest first. */
export const versionsRun = async (db: ReadDb, deploymentId: string): Promise<VersionRun[]> =>
  db
    .selectFrom('deployment_versions')
    .innerJoin('versions', 'versions.id', 'deployment_versions.version_id')
    .select([
      'versions.id',
      'versions.name',
      'deployment_versions.ran_from as from',
      'deployment_versions.ran_until as until',
    ])
    .where('deployment_versions.deployment_id', '=', deploymentId)
    .orderBy('deployment_versions.ran_from')
    .execute()
