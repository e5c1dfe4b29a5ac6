import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.js'
import { Conflict, NotAllowed, NotFound } from '#kernel/errors.js'
import { requireDeployment, type Deployment } from '#modules/deployments/index.js'
import { readVersion, requireProduct, type Product, type Version } from '#modules/products/index.js'
import type { CommandContext } from '#registry/command.js'
import type { ReadDb } from '#registry/handles.js'
import { insertLog, readLog, readLogById } from './log-store.js'
import type { LogOf } from './inputs.js'
import type { Hazard, HazardLog } from './model.js'

/** What a log is about. */
export interface LogSubject {
  organisationId: string
  organisationName: string
  /** Null for the log of a version. */
  deployment: Deployment | null
  /** Set for the log that an organisation keeps about a group's deployment which covers it. */
  ofMember: boolean
  product: { id: string; name: string }
  version: { id: string; name: string; intendedUse: string } | null
}

/**
 * What a log of the actor's own organisation is about: its deployment, a group's that covers it, or its
 * version. Throws NotFound; NotAllowed for another partner's deployment, and for a version whose supplier
 * is another organisation.
 */
export const requireSubject = async (db: ReadDb, actor: Actor, of: LogOf): Promise<LogSubject> => {
  const organisation = {
    organisationId: actor.organisationId ?? '',
    organisationName: actor.organisationName ?? '',
  }
  if (of.deploymentId !== undefined) {
    const deployment = await requireDeployment(db, of.deploymentId)
    const ofMember = deployment.organisationId !== actor.organisationId
    if (ofMember && !(await coversUs(db, deployment.id)))
      throw new NotAllowed('A hazard log is seen by the organisation it belongs to only.')
    const version = deployment.version ? await readVersion(db, deployment.version.id) : undefined
    return {
      ...organisation,
      ...(ofMember ? {} : { organisationName: deployment.organisationName }),
      deployment,
      ofMember,
      product: deployment.product,
      version: version ?? null,
    }
  }
  const { product, version } = await requireVersion(db, of.versionId)
  if ((of.productId ?? product.id) !== product.id)
    throw new NotFound('There is no such version of this product.')
  if (product.supplierId !== actor.organisationId)
    throw new NotAllowed(
      'The log of a version is kept by its supplier. What it states arrives in the log of each deployment.',
    )
  return { ...organisation, deployment: null, ofMember: false, product, version }
}

/** Whether a deployment of a group covers the current organisation. */
export const coversUs = async (db: ReadDb, deploymentId: string): Promise<boolean> => {
  const { rows } = await sql<{ covered: boolean }>`
    select covers_us(${deploymentId}) as covered`.execute(db)
  return rows[0]?.covered ?? false
}

const requireVersion = async (
  db: ReadDb,
  id: string,
): Promise<{ product: Product; version: Version }> => {
  const version = await readVersion(db, id)
  if (!version) throw new NotFound('There is no such version in the register.')
  return { product: await requireProduct(db, version.productId), version }
}

/** A subject whose log can still be written. Throws Conflict where the deployment has ceased. */
export const requireOpenSubject = async (
  db: ReadDb,
  actor: Actor,
  of: LogOf,
): Promise<LogSubject> => {
  const subject = await requireSubject(db, actor, of)
  requireOpenLog(subject)
  return subject
}

/** Refuses to begin anything in a log that is closed. Throws Conflict where the deployment has ceased. */
export const requireOpenLog = ({ deployment }: Pick<LogSubject, 'deployment'>): void => {
  if (deployment?.state === 'ceased')
    throw new Conflict('This deployment has ceased; its hazard log is closed.')
}

/** The log of a subject, begun now where it was not. */
export const openLog = async (
  { tx, newId }: Pick<CommandContext, 'tx' | 'newId'>,
  organisationId: string,
  of: LogOf,
): Promise<HazardLog> => {
  const found = await readLog(tx, organisationId, of)
  if (found) return found
  await insertLog(tx, { id: newId('log'), organisationId, ...of })
  const begun = await readLog(tx, organisationId, of)
  if (!begun) throw new Conflict('Somebody else began this log just now. Load the page again.')
  return begun
}

/** The log of a hazard. */
export const requireLogOf = async (
  db: ReadDb,
  hazard: Pick<Hazard, 'logId'>,
): Promise<HazardLog> => {
  const log = await readLogById(db, hazard.logId)
  if (!log) throw new NotFound('There is no such log.')
  return log
}

/** A log as commands are told of it. */
export const logOfLog = (log: HazardLog): LogOf =>
  log.deploymentId === null
    ? { versionId: log.versionId ?? '' }
    : { deploymentId: log.deploymentId }
