import { sql, type Selectable } from 'kysely'
import { Conflict, NotFound } from '#kernel/errors.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import { refuseLostEdit } from '#registry/refuse-lost-edit.js'
import type { Collaboration } from './model.js'

/** The collaboration with this id that the actor's organisation is a party of. Throws NotFound. */
export const requireCollaboration = async (db: ReadDb, id: string): Promise<Collaboration> => {
  const row = await collaborationRows(db).where('collaborations.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('There is no such collaboration, or you are not a party of it.')
  return toCollaboration(row)
}

/** What people write of a collaboration. */
export type Wording = Pick<
  Collaboration,
  'name' | 'purpose' | 'termFrom' | 'termUntil' | 'reviewDue' | 'underCharter'
>

/** Adds a collaboration. */
export const insertCollaboration = async (
  tx: Tx,
  one: Wording & { id: string; organisationId: string },
  by: { id: string; name: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('collaborations')
    .values({
      id: one.id,
      organisation_id: one.organisationId,
      ...columnsOf(one),
      set_up_by: by.id,
      set_up_by_name: by.name,
      set_up_at: by.at,
      changed_at: by.at,
    })
    .execute()
}

/** Writes what a collaboration says, if nobody did since `revision`. Throws Conflict with theirs. */
export const updateCollaboration = async (
  tx: Tx,
  before: Collaboration,
  revision: number,
  after: Wording & { wording: number },
  at: Date,
): Promise<void> => {
  const updated = await tx
    .updateTable('collaborations')
    .set({
      ...columnsOf(after),
      wording: after.wording,
      changed_at: at,
      revision: sql`revision + 1`,
    })
    .where('id', '=', before.id)
    .where('revision', '=', revision)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  refuseLostEdit(updated, {
    revision: before.revision,
    name: before.name,
    purpose: before.purpose,
    termFrom: before.termFrom,
    termUntil: before.termUntil,
    reviewDue: before.reviewDue,
  })
}

/** Ends a collaboration. Throws Conflict when it has ended already. */
export const markEnded = async (
  tx: Tx,
  id: string,
  end: { on: string; reason: string; byName: string; at: Date },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('collaborations')
    .set({
      ended_on: end.on,
      end_reason: end.reason,
      ended_by_name: end.byName,
      changed_at: end.at,
      revision: sql`revision + 1`,
    })
    .where('id', '=', id)
    .where('ended_on', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('This collaboration has ended already.')
}

/** After it ended: takes out what belongs to it, whosever it is. */
export const closeEntries = async (
  tx: Tx,
  id: string,
  by: { name: string; reason: string; at: Date },
): Promise<void> => {
  await sql`select close_collaboration(${id}, ${by.name}, ${by.reason}, ${by.at})`.execute(tx)
}

const columnsOf = (one: Wording) => ({
  name: one.name,
  purpose: one.purpose,
  under_charter: one.underCharter,
  term_from: one.termFrom,
  term_until: one.termUntil,
  review_due: one.reviewDue,
})

/** Collaborations with the name of the organisation that leads each. */
export const collaborationRows = (db: ReadDb) =>
  db
    .selectFrom('collaborations')
    .innerJoin('organisations', 'organisations.id', 'collaborations.organisation_id')
    .selectAll('collaborations')
    .select('organisations.name as organisation_name')

/** A collaboration of its row. */
export const toCollaboration = (
  row: Selectable<Rows['collaborations']> & { organisation_name: string },
): Collaboration => ({
  id: row.id,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  name: row.name,
  purpose: row.purpose,
  underCharter: row.under_charter,
  termFrom: row.term_from,
  termUntil: row.term_until,
  reviewDue: row.review_due,
  wording: row.wording,
  endedOn: row.ended_on,
  endReason: row.end_reason,
  endedByName: row.ended_by_name,
  setUpByName: row.set_up_by_name,
  setUpAt: row.set_up_at,
  revision: row.revision,
})
