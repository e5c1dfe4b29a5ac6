import type { Selectable } from 'kysely'
import { Conflict, NotFound } from '#kernel/errors.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { Condition } from './model.js'

/** The conditions of a deployment, by the day they are due. */
export const readConditions = async (db: ReadDb, deploymentId: string): Promise<Condition[]> => {
  const rows = await db
    .selectFrom('gate_conditions')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .orderBy('due')
    .orderBy('id')
    .execute()
  return rows.map(toCondition)
}

/** The open conditions somebody is to see to, by the day they are due. */
export const readConditionsOf = async (db: ReadDb, ownerId: string): Promise<Condition[]> => {
  const rows = await db
    .selectFrom('gate_conditions')
    .innerJoin('deployments', 'deployments.id', 'gate_conditions.deployment_id')
    .selectAll('gate_conditions')
    .where('gate_conditions.owner_id', '=', ownerId)
    .where('closed_at', 'is', null)
    .where('deployments.state', '<>', 'ceased')
    .orderBy('due')
    .limit(100)
    .execute()
  return rows.map(toCondition)
}

/**
 * The open conditions of an organisation that are past their day and that somebody else is to see to;
 * only those of deployments that `deploymentOwner` owns where one is given.
 */
export const readOverdueOfOthers = async (
  db: ReadDb,
  organisationId: string,
  of: { today: CalendarDate; actorId: string; deploymentOwner?: string },
): Promise<(Condition & { product: string })[]> => {
  const rows = await db
    .selectFrom('gate_conditions')
    .innerJoin('deployments', 'deployments.id', 'gate_conditions.deployment_id')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .selectAll('gate_conditions')
    .select('products.name as product')
    .where('gate_conditions.organisation_id', '=', organisationId)
    .where('gate_conditions.owner_id', '<>', of.actorId)
    .where('due', '<', of.today)
    .where('closed_at', 'is', null)
    .where('deployments.state', '<>', 'ceased')
    .$if(of.deploymentOwner !== undefined, (some) =>
      some.where('deployments.owner_id', '=', of.deploymentOwner ?? ''),
    )
    .orderBy('due')
    .limit(100)
    .execute()
  return rows.map((row) => ({ ...toCondition(row), product: row.product }))
}

/** A condition of the actor's organisation. Throws NotFound. */
export const requireCondition = async (
  db: ReadDb,
  id: string,
  deploymentId?: string,
): Promise<Condition> => {
  const row = await db
    .selectFrom('gate_conditions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || (deploymentId ?? row.deployment_id) !== row.deployment_id)
    throw new NotFound('There is no such condition.')
  return toCondition(row)
}

/** Adds the conditions a gate was passed on. */
export const insertConditions = async (
  tx: Tx,
  organisationId: string,
  conditions: readonly Pick<
    Condition,
    'id' | 'deploymentId' | 'decisionId' | 'condition' | 'ownerId' | 'ownerName' | 'due'
  >[],
): Promise<void> => {
  if (conditions.length === 0) return
  await tx
    .insertInto('gate_conditions')
    .values(
      conditions.map((one) => ({
        id: one.id,
        organisation_id: organisationId,
        deployment_id: one.deploymentId,
        decision_id: one.decisionId,
        condition: one.condition,
        owner_id: one.ownerId,
        owner_name: one.ownerName,
        due: one.due,
      })),
    )
    .execute()
}

/** Closes a condition with what was done. Throws Conflict when it was closed already. */
export const markClosed = async (
  tx: Tx,
  id: string,
  told: { by: string; byName: string; at: Date; note: string },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('gate_conditions')
    .set({
      closed_at: told.at,
      closed_by: told.by,
      closed_by_name: told.byName,
      closing_note: told.note,
    })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('This condition was closed already.')
}

const toCondition = (row: Selectable<Rows['gate_conditions']>): Condition => ({
  id: row.id,
  deploymentId: row.deployment_id,
  decisionId: row.decision_id,
  condition: row.condition,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  due: row.due,
  closedAt: row.closed_at,
  closedByName: row.closed_by_name,
  closingNote: row.closing_note,
})
