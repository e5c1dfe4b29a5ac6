import { sql } from 'kysely'
import type { GateId, StageId } from '#modules/framework/index.js'
import type { ReadDb, Tx } from '#registry/handles.js'

/** A gate that a running deployment stood before when a change of the agreed way touched it. */
export interface GateChange {
  deploymentId: string
  gate: GateId
  /** The version that asks for something else. */
  version: string
  /** Null where a release brought it, or the organisation follows another system. */
  proposalId: string | null
  changedAt: Date
}

/** The same, not looked at since, with whose it is. */
export interface UnseenGateChange extends GateChange {
  product: string
  useCase: string
  ownerId: string
  stage: StageId
}

/** Writes down which gates of which deployments a change touched. */
export const insertGateChanges = async (
  tx: Tx,
  organisationId: string,
  changes: readonly (GateChange & { id: string })[],
): Promise<void> => {
  if (changes.length === 0) return
  await tx
    .insertInto('gate_changes')
    .values(
      changes.map((one) => ({
        id: one.id,
        organisation_id: organisationId,
        deployment_id: one.deploymentId,
        gate: one.gate,
        version: one.version,
        proposal_id: one.proposalId,
        changed_at: one.changedAt,
      })),
    )
    .execute()
}

const MOST = 50

/**
 * The newest change of each gate that running deployments of an organisation stand before, which a person has
 * not looked at since; of one deployment where it is given.
 */
export const readUnseenGateChanges = async (
  db: ReadDb,
  { organisationId, personId }: { organisationId: string; personId: string },
  deploymentId?: string,
): Promise<UnseenGateChange[]> => {
  const one = deploymentId === undefined ? sql`` : sql`and c.deployment_id = ${deploymentId}`
  const { rows } = await sql<UnseenGateChange>`
    select * from (
      select distinct on (c.deployment_id, c.gate)
          c.deployment_id as "deploymentId", c.gate, c.version, c.proposal_id as "proposalId",
          c.changed_at as "changedAt", p.name as product, u.title as "useCase", d.owner_id as "ownerId", d.stage
        from gate_changes c join deployments d on d.id = c.deployment_id
        join products p on p.id = d.product_id join use_cases u on u.id = d.use_case_id
        left join gate_looks l on l.organisation_id = c.organisation_id and l.person_id = ${personId}
         and l.deployment_id = c.deployment_id and l.gate = c.gate
       where c.organisation_id = ${organisationId} and d.state = 'running' ${one}
         and c.changed_at > coalesce(l.looked_at, '-infinity')
       order by c.deployment_id, c.gate, c.changed_at desc) newest
     order by "changedAt" desc, "deploymentId" limit ${MOST}`.execute(db)
  return rows
}

/** Writes down that somebody looked at a gate. */
export const noteGateLook = async (
  tx: Tx,
  look: { organisationId: string; personId: string; deploymentId: string; gate: GateId },
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('gate_looks')
    .values({
      organisation_id: look.organisationId,
      person_id: look.personId,
      deployment_id: look.deploymentId,
      gate: look.gate,
      looked_at: at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'person_id', 'deployment_id', 'gate'])
        .doUpdateSet({ looked_at: at }),
    )
    .execute()
}
