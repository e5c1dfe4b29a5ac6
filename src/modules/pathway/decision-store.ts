import type { Selectable } from 'kysely'
import type { Role } from '#kernel/roles.js'
import type { GateId } from '#modules/framework/index.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { Decision } from './model.js'

/** The decisions on a deployment that the actor may see, newest first. */
export const readDecisions = async (db: ReadDb, deploymentId: string): Promise<Decision[]> => {
  const rows = await decisionRows(db)
    .where('gate_decisions.deployment_id', '=', deploymentId)
    .execute()
  return rows.map(toDecision)
}

/** The decisions on an opportunity, newest first. */
export const readOpportunityDecisions = async (
  db: ReadDb,
  opportunityId: string,
): Promise<Decision[]> => {
  const rows = await decisionRows(db)
    .where('gate_decisions.opportunity_id', '=', opportunityId)
    .execute()
  return rows.map(toDecision)
}

/** What a decision was made on, as it is stored. */
export interface DecisionGrounds {
  reason: string
  stage: string
  assessment: object
  facts: object
  by: { id: string; name: string; role: Role }
  at: Date
}

/** Adds a decision with its grounds. */
export const insertDecision = async (
  tx: Tx,
  decision: Omit<Decision, 'grounds'> & { organisationId: string },
  grounds: DecisionGrounds,
): Promise<void> => {
  await tx
    .insertInto('gate_decisions')
    .values({
      id: decision.id,
      organisation_id: decision.organisationId,
      opportunity_id: decision.opportunityId,
      deployment_id: decision.deploymentId,
      gate: decision.gate,
      decision: decision.decision,
      label: decision.label,
      effect: decision.effect,
      passed: decision.passed,
      decided_on: decision.decidedOn,
      until: decision.until,
      framework_version: decision.frameworkVersion,
    })
    .execute()
  await tx
    .insertInto('gate_decision_grounds')
    .values({
      decision_id: decision.id,
      organisation_id: decision.organisationId,
      reason: grounds.reason,
      stage: grounds.stage,
      assessment: JSON.stringify(grounds.assessment),
      facts: JSON.stringify(grounds.facts),
      decided_by: grounds.by.id,
      decided_by_name: grounds.by.name,
      role: grounds.by.role,
      decided_at: grounds.at,
    })
    .execute()
}

/** Names the deployment a decision on an opportunity led to. */
export const nameDeployment = async (
  tx: Tx,
  decisionId: string,
  deploymentId: string,
): Promise<void> => {
  await tx
    .updateTable('gate_decisions')
    .set({ deployment_id: deploymentId })
    .where('id', '=', decisionId)
    .execute()
}

const decisionRows = (db: ReadDb) =>
  db
    .selectFrom('gate_decisions')
    .leftJoin('gate_decision_grounds', 'gate_decision_grounds.decision_id', 'gate_decisions.id')
    .selectAll('gate_decisions')
    .select([
      'gate_decision_grounds.reason',
      'gate_decision_grounds.decided_by_name',
      'gate_decision_grounds.role',
      'gate_decision_grounds.decided_at',
    ])
    .orderBy('gate_decisions.id', 'desc')

type DecisionRow = Selectable<Rows['gate_decisions']> & {
  reason: string | null
  decided_by_name: string | null
  role: string | null
  decided_at: Date | null
}

const toDecision = (row: DecisionRow): Decision => ({
  id: row.id,
  opportunityId: row.opportunity_id,
  deploymentId: row.deployment_id,
  gate: row.gate as GateId,
  decision: row.decision,
  label: row.label,
  effect: row.effect as Decision['effect'],
  passed: row.passed,
  decidedOn: row.decided_on,
  until: row.until,
  frameworkVersion: row.framework_version,
  grounds:
    row.decided_at === null
      ? null
      : {
          reason: row.reason ?? '',
          decidedByName: row.decided_by_name ?? '',
          role: row.role as Role,
          decidedAt: row.decided_at,
        },
})
