import type { Actor } from '#kernel/actor.js'
import { Conflict, NotAllowed, NotFound } from '#kernel/errors.js'
import { requireDeployment } from '#modules/deployments/index.js'
import {
  agreedWay,
  rolesInWords,
  type GuidedForm,
  type Requirement,
} from '#modules/framework/index.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import { readVersion, requireProduct } from '#modules/products/index.js'
import type { ReadDb } from '#registry/handles.js'
import type { FormScope, FormSubject } from './model.js'

/** What a form is about, with its name and the record its history belongs to. */
export interface NamedSubject extends FormSubject {
  name: string
  record: { kind: 'deployment' | 'product' | 'organisation'; id: string }
  /** False once nothing can be answered any more. */
  isOpen: boolean
}

/** A guided form and the requirement it answers. */
export interface AskedForm {
  form: GuidedForm
  requirement: Requirement
}

/** The form with this id and the requirement that names it. Throws NotFound. */
export const requireForm = (id: string): AskedForm => {
  const framework = agreedWay()
  const form = framework.forms.find((one) => one.id === id)
  const requirement = framework.requirements.find((one) => one.form === id)
  if (!form || !requirement) throw new NotFound('The agreed way has no such form.')
  return { form, requirement }
}

/** The scope of a requirement as forms write it. */
export const scopeOf = ({ scope }: Pick<Requirement, 'scope'>): FormScope =>
  scope === 'product-version' ? 'product_version' : scope

/**
 * What a form of the actor's organisation is about. Throws NotFound, and NotAllowed for what another
 * organisation answers for.
 */
export const requireSubject = async (
  db: ReadDb,
  actor: Actor,
  { scope, subjectId }: FormSubject,
): Promise<NamedSubject> => {
  const about = { scope, subjectId }
  if (scope === 'deployment') {
    const deployment = await requireDeployment(db, subjectId)
    if (deployment.organisationId !== actor.organisationId) throw notTheirs()
    const name = `${deployment.product.name}: ${deployment.useCase.title}`
    const isOpen = deployment.state !== 'ceased'
    return { ...about, name, record: { kind: 'deployment', id: subjectId }, isOpen }
  }
  if (scope === 'product_version') {
    const version = await readVersion(db, subjectId)
    if (!version) throw new NotFound('There is no such version in the register.')
    const product = await requireProduct(db, version.productId)
    await refuseOtherSupplier(db, actor, product.supplierId)
    const name = `${product.name} ${version.name}`
    return { ...about, name, record: { kind: 'product', id: product.id }, isOpen: true }
  }
  const organisation = await requireOrganisation(db, subjectId)
  if (scope === 'adopter' && subjectId !== actor.organisationId) throw notTheirs()
  await refuseOtherSupplier(db, actor, subjectId)
  const record = { kind: 'organisation', id: subjectId } as const
  return { ...about, name: organisation.name, record, isOpen: true }
}

const notTheirs = (): NotAllowed =>
  new NotAllowed('A form is answered by the organisation it belongs to only.')

// A supplier answers for its own; what an NHS organisation keeps about another is its own assessment.
const refuseOtherSupplier = async (db: ReadDb, actor: Actor, ownerId: string): Promise<void> => {
  if (actor.organisationId === ownerId) return
  const own = await requireOrganisation(db, actor.organisationId ?? '')
  if (own.kind === 'supplier') throw new NotAllowed('This form is answered by its supplier.')
}

/** Throws NotAllowed unless the actor's roles may answer this, and Conflict where it is closed. */
export const checkMayAnswerForm = (
  actor: Actor,
  requirement: Requirement,
  subject: NamedSubject,
): void => {
  if (!subject.isOpen) throw new Conflict('This deployment has ceased; its forms are closed.')
  const roles = [...requirement.answeredBy, ...requirement.signedBy, 'administrator']
  if (actor.roles.some((role) => roles.includes(role))) return
  throw new NotAllowed(`This form is answered by the ${rolesInWords(requirement.answeredBy)}.`)
}
