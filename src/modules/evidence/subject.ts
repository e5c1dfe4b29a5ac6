import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { requireDeployment, type Deployment } from '#modules/deployments/index.js'
import {
  askedOf,
  requireRequirement,
  type DeploymentFacts,
  type Framework,
  type Requirement,
  type Scope,
} from '#modules/framework/index.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import { readVersion, requireProduct } from '#modules/products/index.js'
import type { ReadDb } from '#registry/handles.js'
import type { Kept, Subject } from './model.js'

/** The file of evidence that is asked for, as a page, route or command names it. */
export interface FileOf {
  deploymentId?: string | undefined
  scope?: Subject['scope'] | undefined
  subjectId?: string | undefined
}

/** A file that somebody keeps: about what, and what is known of it. */
export interface EvidenceFile {
  /** The organisation that keeps it: the actor's own. */
  organisationId: string
  organisationName: string
  /** The deployment it is read for; null for the file of a version or an organisation by itself. */
  deployment: Deployment | null
  /** What the file itself is about; requirements of other scopes are kept where they belong. */
  subject: Subject
  name: string
  product: { id: string; name: string; supplierId: string } | null
  version: { id: string; name: string } | null
  facts: DeploymentFacts
  /** The agreed way that its keeper is assessed against. */
  framework: Framework
}

/** A deployment of the actor's own organisation. Throws NotFound, and NotAllowed for a partner's. */
export const requireOwnDeployment = async (
  db: ReadDb,
  actor: Actor,
  deploymentId: string,
): Promise<Deployment> => {
  const deployment = await requireDeployment(db, deploymentId)
  if (deployment.organisationId === actor.organisationId) return deployment
  throw new NotAllowed('Evidence is seen by the organisation it belongs to only.')
}

/** The file of a deployment of one's own, with what it draws on. */
export const fileOfDeployment = (deployment: Deployment, framework: Framework): EvidenceFile => ({
  organisationId: deployment.organisationId,
  organisationName: deployment.organisationName,
  deployment,
  subject: { scope: 'deployment', subjectId: deployment.id },
  name: `${deployment.product.name}: ${deployment.useCase.title}`,
  product: deployment.product,
  version: deployment.version,
  facts: deployment.facts,
  framework,
})

/**
 * The file named, as the actor's organisation keeps it. Throws NotFound, NotAllowed for what another
 * organisation answers for, and Invalid when nothing is named.
 */
export const requireFile = async (
  db: ReadDb,
  actor: Actor,
  { deploymentId, scope, subjectId }: FileOf,
): Promise<EvidenceFile> => {
  const framework = await agreedWayFor(db, actor.organisationId)
  const deployment = deploymentId ?? (scope === 'deployment' ? subjectId : undefined)
  if (deployment !== undefined)
    return fileOfDeployment(await requireOwnDeployment(db, actor, deployment), framework)
  if (scope === undefined || subjectId === undefined)
    throw new Invalid([{ field: 'subjectId', message: 'Say what this evidence is about.' }])
  const organisationId = actor.organisationId ?? ''
  const keeper = { organisationId, organisationName: actor.organisationName ?? '', framework }
  if (scope === 'product_version') return fileOfVersion(db, keeper, subjectId)
  const organisation = await requireOrganisation(db, subjectId)
  const isOwn = subjectId === organisationId
  if (scope === 'adopter' && !isOwn)
    throw new NotAllowed('What an organisation says of itself is answered there.')
  await refuseOtherSupplier(db, organisationId, isOwn)
  const { name } = organisation
  const subject = { scope, subjectId }
  return { ...keeper, deployment: null, subject, name, product: null, version: null, facts: {} }
}

const fileOfVersion = async (
  db: ReadDb,
  keeper: Pick<EvidenceFile, 'organisationId' | 'organisationName' | 'framework'>,
  versionId: string,
): Promise<EvidenceFile> => {
  const version = await readVersion(db, versionId)
  if (!version) throw new NotFound('There is no such version in the register.')
  const product = await requireProduct(db, version.productId)
  const { organisationId } = keeper
  await refuseOtherSupplier(db, organisationId, product.supplierId === organisationId)
  return {
    ...keeper,
    deployment: null,
    subject: { scope: 'product_version', subjectId: version.id },
    name: `${product.name} ${version.name}`,
    product,
    version,
    facts: {},
  }
}

// A supplier answers for its own; what an NHS organisation keeps about another is its own assessment.
const refuseOtherSupplier = async (
  db: ReadDb,
  organisationId: string,
  isOwn: boolean,
): Promise<void> => {
  if (isOwn || (await requireOrganisation(db, organisationId)).kind !== 'supplier') return
  throw new NotAllowed('This file is kept by its supplier.')
}

/** What evidence of a scope is about, in a file. With no version chosen it stays with the deployment. */
export const subjectIn = (file: EvidenceFile, scope: Scope): Subject => {
  if (scope === 'adopter') return { scope, subjectId: file.organisationId }
  if (scope === 'product-version')
    return file.version ? { scope: 'product_version', subjectId: file.version.id } : file.subject
  if (scope === 'supplier')
    return { scope, subjectId: file.product?.supplierId ?? file.subject.subjectId }
  return file.subject
}

/** The scope of a requirement as evidence writes it. */
export const scopeOf = ({ scope }: Requirement): Subject['scope'] =>
  scope === 'product-version' ? 'product_version' : scope

/** A requirement, or a part of one, with the file it is answered in and where it is kept. */
export interface AskedHere {
  file: EvidenceFile
  requirement: Requirement
  kept: Kept
}

/**
 * What is answered: a requirement (or a part) in a file that is still open. Throws NotFound, NotAllowed,
 * Conflict where the deployment has ceased, and Invalid for a requirement about something else.
 */
export const requireAsked = async (
  db: ReadDb,
  actor: Actor,
  about: FileOf & { requirementId: string; part: string },
): Promise<AskedHere> => {
  const asked = await requireAnswered(db, actor, about)
  requireOpenFile(asked.file)
  return asked
}

/** Refuses to begin anything in a file that is closed. Throws Conflict where the deployment has ceased. */
export const requireOpenFile = ({ deployment }: Pick<EvidenceFile, 'deployment'>): void => {
  if (deployment?.state === 'ceased')
    throw new Conflict('This deployment has ceased; its evidence is closed.')
}

/**
 * The same of a deployment that has ceased too, for what may always be put right: taking something back
 * that should not be there. Throws NotFound, NotAllowed, and Invalid.
 */
export const requireAnswered = async (
  db: ReadDb,
  actor: Actor,
  about: FileOf & { requirementId: string; part: string },
): Promise<AskedHere> => {
  const file = await requireFile(db, actor, about)
  const requirement = requireAskedRequirement(file.framework, about)
  if (!file.deployment && scopeOf(requirement) !== file.subject.scope)
    throw new Invalid([
      { field: 'requirementId', message: `${requirement.id} is about something else than this.` },
    ])
  const subject = subjectIn(file, requirement.scope)
  const { organisationId } = file
  return {
    file,
    requirement,
    kept: { organisationId, ...subject, requirementId: requirement.id, part: about.part },
  }
}

/** The requirement, or its part as if it were one. Throws NotFound. */
export const requireAskedRequirement = (
  framework: Framework,
  about: { requirementId: string; part: string },
): Requirement => {
  const whole = requireRequirement(framework, about.requirementId)
  const asked = findAskedRequirement(framework, about)
  if (!asked) throw new NotFound(`${whole.id} has no such part.`)
  return asked
}

/** The requirement, or its part as if it were one; undefined where it is asked no longer. */
export const findAskedRequirement = (
  framework: Framework,
  about: { requirementId: string; part: string },
): Requirement | undefined => {
  const whole = framework.requirements.find(({ id }) => id === about.requirementId)
  if (!whole || about.part === '') return whole
  return askedOf(whole).find((one) => one.part === about.part)?.requirement
}

/** The record that the history of something about this subject belongs to. */
export const auditSubject = (
  { scope, subjectId }: Subject,
  file?: { product: { id: string } | null },
): { kind: string; id: string } => {
  if (scope === 'deployment') return { kind: 'deployment', id: subjectId }
  if (scope === 'product_version')
    return file?.product
      ? { kind: 'product', id: file.product.id }
      : { kind: 'version', id: subjectId }
  return { kind: 'organisation', id: subjectId }
}
