import { NotFound } from '#kernel/errors.js'
import {
  readDeployments,
  readVersionRuns,
  readVersionRunsOf,
  requireDeployment,
  type Deployment,
  type VersionRun as NotedRun,
} from '#modules/deployments/index.js'
import type { ReadDb } from '#registry/handles.js'
import { byDeployment } from './by-deployment.js'

/** What monitoring needs to know of a deployment. */
export interface MonitoredDeployment {
  id: string
  organisationId: string
  organisationName: string
  productId: string
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
export const requireMonitored = async (db: ReadDb, id: string): Promise<MonitoredDeployment> =>
  monitored(await requireDeployment(db, id))

/** Some deployments by their ids. Throws NotFound where one may not be seen. */
export const requireMonitoredOf = async (
  db: ReadDb,
  ids: readonly string[],
): Promise<MonitoredDeployment[]> => {
  const found = new Map((await readDeployments(db, ids)).map((one) => [one.id, one]))
  return ids.map((id) => {
    const deployment = found.get(id)
    if (deployment) return monitored(deployment)
    throw new NotFound('There is no such deployment, or it is not shared with you.')
  })
}

const monitored = (deployment: Deployment): MonitoredDeployment => ({
  id: deployment.id,
  organisationId: deployment.organisationId,
  organisationName: deployment.organisationName,
  productId: deployment.product.id,
  productName: deployment.product.name,
  useCase: deployment.useCase.title,
  versionId: deployment.version?.id ?? null,
  versionName: deployment.version?.name ?? null,
  ownerId: deployment.ownerId,
  stage: deployment.stage,
  state: deployment.state,
  heldBack: deployment.heldBack,
})

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

/** The versions a deployment of one's own ran, oldest first; times when none was chosen left out. */
export const versionsRun = async (db: ReadDb, deploymentId: string): Promise<VersionRun[]> => {
  return oldestFirst(await readVersionRuns(db, deploymentId))
}

/** The same of several deployments, each by its id. */
export const versionsRunOf = async (
  db: ReadDb,
  deploymentIds: readonly string[],
): Promise<(deploymentId: string) => readonly VersionRun[]> => {
  const runsOf = byDeployment(await readVersionRunsOf(db, deploymentIds))
  return (deploymentId) => oldestFirst(runsOf(deploymentId))
}

const oldestFirst = (runs: readonly NotedRun[]): VersionRun[] =>
  runs
    .flatMap(({ version, ranFrom, ranUntil }) =>
      version ? [{ ...version, from: ranFrom, until: ranUntil }] : [],
    )
    .toReversed()
