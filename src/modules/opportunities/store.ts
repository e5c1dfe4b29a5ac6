import { sql, type Selectable } from 'kysely'
import { Conflict, NotFound } from '#kernel/errors.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import { refuseLostEdit } from '#registry/refuse-lost-edit.js'
import type { Opportunity, OpportunityState } from './model.js'
import { STATE_WORDS } from './words.js'

/** The opportunity with this id that the actor may see, or undefined. */
export const readOpportunity = async (db: ReadDb, id: string): Promise<Opportunity | undefined> => {
  const row = await opportunityRows(db).where('opportunities.id', '=', id).executeTakeFirst()
  return row && toOpportunity(row)
}

/** The opportunity with this id. Throws NotFound. */
export const requireOpportunity = async (db: ReadDb, id: string): Promise<Opportunity> => {
  const opportunity = await readOpportunity(db, id)
  if (!opportunity)
    throw new NotFound('There is no such opportunity, or it is not shared with you.')
  return opportunity
}

const MOST_OPEN = 50

/** The open opportunities of an organisation, the one waiting longest first; 50 at most. */
export const readOpenOpportunities = async (
  db: ReadDb,
  organisationId: string,
): Promise<Opportunity[]> => {
  const rows = await opportunityRows(db)
    .where('opportunities.organisation_id', '=', organisationId)
    .where('opportunities.state', '=', 'open')
    .orderBy('opportunities.put_forward_at')
    .limit(MOST_OPEN)
    .execute()
  return rows.map(toOpportunity)
}

/** Adds an opportunity. */
export const insertOpportunity = async (
  tx: Tx,
  opportunity: Pick<
    Opportunity,
    | 'id'
    | 'organisationId'
    | 'title'
    | 'problem'
    | 'worth'
    | 'isClinical'
    | 'useCaseId'
    | 'ownerId'
    | 'heldBack'
  >,
  told: { by: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('opportunities')
    .values({
      id: opportunity.id,
      organisation_id: opportunity.organisationId,
      title: opportunity.title,
      problem: opportunity.problem,
      worth: opportunity.worth,
      is_clinical: opportunity.isClinical,
      use_case_id: opportunity.useCaseId,
      owner_id: opportunity.ownerId,
      held_back: opportunity.heldBack,
      state_since: told.at,
      put_forward_by: told.by,
      put_forward_at: told.at,
      changed_at: told.at,
    })
    .execute()
}

/** Writes what an opportunity says, if nobody did since `revision`. Throws Conflict with theirs. */
export const updateOpportunity = async (
  tx: Tx,
  before: Opportunity,
  revision: number,
  after: Pick<Opportunity, 'title' | 'problem' | 'worth' | 'isClinical' | 'ownerId' | 'heldBack'>,
  at: Date,
): Promise<void> => {
  const updated = await tx
    .updateTable('opportunities')
    .set({
      title: after.title,
      problem: after.problem,
      worth: after.worth,
      is_clinical: after.isClinical,
      owner_id: after.ownerId,
      held_back: after.heldBack,
      changed_at: at,
      revision: sql`revision + 1`,
    })
    .where('id', '=', before.id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  refuseLostEdit(updated, {
    revision: before.revision,
    title: before.title,
    problem: before.problem,
    worth: before.worth,
    isClinical: before.isClinical,
  })
}

/** Moves an opportunity from one of some states to another. Throws Conflict when it is in none of them. */
export const moveOpportunity = async (
  tx: Tx,
  id: string,
  from: readonly OpportunityState[],
  to: { state: OpportunityState; reason: string | null; deploymentId: string | null; at: Date },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('opportunities')
    .set({
      state: to.state,
      state_reason: to.reason,
      state_since: to.at,
      deployment_id: to.deploymentId,
      changed_at: to.at,
      revision: sql`revision + 1`,
    })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return
  const now = await requireOpportunity(tx, id)
  throw new Conflict(
    'This opportunity is no longer in a state that allows this.',
    { state: now.state },
    { state: STATE_WORDS[now.state].word },
  )
}

/** The refusal of what only an open opportunity allows. */
export const noLongerOpen = ({ state }: Pick<Opportunity, 'state'>): Conflict =>
  new Conflict('This opportunity is no longer open.', { state }, { state: STATE_WORDS[state].word })

/** Opportunities with the names a list needs. */
export const opportunityRows = (db: ReadDb) =>
  db
    .selectFrom('opportunities')
    .innerJoin('organisations', 'organisations.id', 'opportunities.organisation_id')
    .leftJoin('people', 'people.id', 'opportunities.owner_id')
    .selectAll('opportunities')
    .select(['organisations.name as organisation_name', 'people.name as owner_name'])

type OpportunityRow = Selectable<Rows['opportunities']> & {
  organisation_name: string
  owner_name: string | null
}

/** An opportunity of its row. */
export const toOpportunity = (row: OpportunityRow): Opportunity => ({
  id: row.id,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  title: row.title,
  problem: row.problem,
  worth: row.worth,
  isClinical: row.is_clinical as Opportunity['isClinical'],
  useCaseId: row.use_case_id,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  state: row.state as OpportunityState,
  stateReason: row.state_reason,
  stateSince: row.state_since,
  deploymentId: row.deployment_id,
  heldBack: row.held_back,
  putForwardBy: row.put_forward_by,
  putForwardAt: row.put_forward_at,
  revision: row.revision,
})
