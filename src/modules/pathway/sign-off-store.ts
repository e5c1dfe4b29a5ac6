import type { Selectable } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import type { Role } from '#kernel/roles.js'
import type { GateId } from '#modules/framework/index.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { SignedBasis, SignOffFact } from './gate-facts.js'
import type { Waiting } from './waiting-store.js'

/** A signature at a step of a gate, as it is kept and shown. */
export interface StepSignature extends SignOffFact {
  readonly organisationId: string
  readonly deploymentId: string
  readonly stepName: string
  readonly statement: string
  readonly note: string
  readonly signedAt: Date
  readonly frameworkVersion: string
  readonly endedAs: 'taken-back' | 'given-again' | 'decided' | null
  readonly endedReason: string | null
  readonly decisionId: string | null
}

const ofDeployment = (db: ReadDb, deploymentId: string) =>
  db.selectFrom('gate_signatures').selectAll().where('deployment_id', '=', deploymentId)

/** The signatures of a deployment that wait for a decision, oldest first. */
export const readOpenSignatures = async (
  db: ReadDb,
  deploymentId: string,
): Promise<StepSignature[]> => {
  const waiting = ofDeployment(db, deploymentId).where('ended_at', 'is', null)
  return (await waiting.orderBy('id').execute()).map(toSignature)
}

/** Every signature before a decision about a deployment, oldest first, with those that ended. */
export const readAllSignatures = async (
  db: ReadDb,
  deploymentId: string,
): Promise<StepSignature[]> =>
  (await ofDeployment(db, deploymentId).orderBy('id').execute()).map(toSignature)

const MOST_SHOWN = 100

/** Every signature at a gate of a deployment, newest first, with those that ended. */
export const readGateSignatures = async (
  db: ReadDb,
  deploymentId: string,
  gate: GateId,
): Promise<StepSignature[]> => {
  const atGate = ofDeployment(db, deploymentId).where('gate', '=', gate)
  return (await atGate.orderBy('id', 'desc').limit(MOST_SHOWN).execute()).map(toSignature)
}

/** A signature of the actor's organisation. Throws NotFound. */
export const requireSignature = async (
  db: ReadDb,
  id: string,
  at: { deploymentId?: string | undefined; gate?: string | undefined } = {},
): Promise<StepSignature> => {
  const row = await db
    .selectFrom('gate_signatures')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  const isThere =
    row &&
    (at.deploymentId ?? row.deployment_id) === row.deployment_id &&
    (at.gate ?? row.gate) === row.gate
  if (!isThere) throw new NotFound('There is no such signature.')
  return toSignature(row)
}

/** Adds a signature in the place of any the same person gave at this step before. */
export const insertSignature = async (
  tx: Tx,
  one: Omit<StepSignature, 'endedAs' | 'endedReason' | 'decisionId'>,
): Promise<void> => {
  await tx
    .updateTable('gate_signatures')
    .set({ ended_as: 'given-again', ended_at: one.signedAt })
    .where('deployment_id', '=', one.deploymentId)
    .where('gate', '=', one.gate)
    .where('step', '=', one.step)
    .where('signed_by', '=', one.by.personId)
    .where('ended_at', 'is', null)
    .execute()
  await tx
    .insertInto('gate_signatures')
    .values({
      id: one.id,
      organisation_id: one.organisationId,
      deployment_id: one.deploymentId,
      gate: one.gate,
      step: one.step,
      step_name: one.stepName,
      statement: one.statement,
      role: one.by.role,
      signed_by: one.by.personId,
      signed_by_name: one.by.personName,
      on_behalf_of: one.onBehalfOf?.personId ?? null,
      on_behalf_of_name: one.onBehalfOf?.personName ?? null,
      signed_on: one.by.on,
      signed_at: one.signedAt,
      note: one.note,
      basis: JSON.stringify(one.basis),
      framework_version: one.frameworkVersion,
    })
    .execute()
}

/** Takes a signature back; false when it ended before. */
export const endSignature = async (
  tx: Tx,
  id: string,
  reason: string,
  at: Date,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('gate_signatures')
    .set({ ended_as: 'taken-back', ended_at: at, ended_reason: reason })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Puts the signatures that wait at a gate under its decision: the next decision needs new ones. */
export const useSignatures = async (
  tx: Tx,
  decision: { id: string; deploymentId: string; gate: GateId },
  at: Date,
): Promise<void> => {
  await tx
    .updateTable('gate_signatures')
    .set({ ended_as: 'decided', ended_at: at, decision_id: decision.id })
    .where('deployment_id', '=', decision.deploymentId)
    .where('gate', '=', decision.gate)
    .where('ended_at', 'is', null)
    .execute()
}

/** Deployments looked at for Home; each is assessed. */
const MOST_UNDER_WAY = 10

/** Running deployments of an organisation where somebody signed and a decision is to come. */
export const readSigningUnderWay = async (db: ReadDb, organisationId: string): Promise<Waiting[]> =>
  db
    .selectFrom('gate_signatures')
    .innerJoin('deployments', 'deployments.id', 'gate_signatures.deployment_id')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .select(['deployments.id', 'products.name as product', 'deployments.owner_id as ownerId'])
    .distinct()
    .where('gate_signatures.organisation_id', '=', organisationId)
    .where('gate_signatures.ended_at', 'is', null)
    .where('deployments.state', '=', 'running')
    .orderBy('deployments.id')
    .limit(MOST_UNDER_WAY)
    .execute()

const toSignature = (row: Selectable<Rows['gate_signatures']>): StepSignature => ({
  id: row.id,
  organisationId: row.organisation_id,
  deploymentId: row.deployment_id,
  gate: row.gate as GateId,
  step: row.step,
  stepName: row.step_name,
  statement: row.statement,
  by: {
    personId: row.signed_by,
    personName: row.signed_by_name,
    role: row.role as Role,
    on: row.signed_on,
  },
  onBehalfOf:
    row.on_behalf_of === null
      ? null
      : { personId: row.on_behalf_of, personName: row.on_behalf_of_name ?? '' },
  basis: row.basis as SignedBasis,
  note: row.note,
  signedAt: row.signed_at,
  frameworkVersion: row.framework_version,
  endedAs: row.ended_as as StepSignature['endedAs'],
  endedReason: row.ended_reason,
  decisionId: row.decision_id,
})
