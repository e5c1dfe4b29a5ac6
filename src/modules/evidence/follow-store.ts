import { sql } from 'kysely'
import { Conflict } from '#kernel/errors.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { SignedAnswer, Subject } from './model.js'
import { toSigned } from './signed-store.js'

/** What an organisation follows now. */
export const readFollows = (db: ReadDb, organisationId: string): Promise<Subject[]> =>
  db
    .selectFrom('follows')
    .select(['scope', 'subject_id as subjectId'])
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .execute() as Promise<Subject[]>

/** Begins to follow. Throws Conflict, by the index, when it is followed already. */
export const insertFollow = async (
  tx: Tx,
  follow: Subject & { id: string; organisationId: string },
  by: { id: string; name: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('follows')
    .values({
      id: follow.id,
      organisation_id: follow.organisationId,
      scope: follow.scope,
      subject_id: follow.subjectId,
      followed_by: by.id,
      followed_by_name: by.name,
      followed_at: by.at,
    })
    .execute()
}

/** Stops following. Throws Conflict when it is not followed. */
export const endFollow = async (
  tx: Tx,
  organisationId: string,
  subject: Subject,
  at: Date,
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('follows')
    .set({ ended_at: at })
    .where('organisation_id', '=', organisationId)
    .where('scope', '=', subject.scope)
    .where('subject_id', '=', subject.subjectId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('Your organisation does not follow this.')
}

/** Who follows a file; for jobs. */
export const readFollowers = async (
  db: ReadDb,
  { scope, subjectId }: Subject,
): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ organisation_id: string; organisation_name: string }>`
    select * from followers_of(${scope}, ${subjectId})`.execute(db)
  return rows.map((row) => ({ id: row.organisation_id, name: row.organisation_name }))
}

/** The organisations to tell that something they signed, rely on or follow is about to end; for jobs. */
export const readOrganisationsWithEnds = async (
  db: ReadDb,
): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ organisation_id: string; organisation_name: string }>`
    select * from organisations_with_ends()`.execute(db)
  return rows.map((row) => ({ id: row.organisation_id, name: row.organisation_name }))
}

/** What others signed that an organisation relies on or follows, and that ends by a day, soonest first. */
export const readEndingElsewhere = async (
  db: ReadDb,
  organisationId: string,
  by: string,
): Promise<(SignedAnswer & { organisationName: string })[]> => {
  const rows = await db
    .selectFrom('signed_answers')
    .innerJoin('organisations', 'organisations.id', 'signed_answers.organisation_id')
    .selectAll('signed_answers')
    .select('organisations.name as organisation_name')
    .where('signed_answers.organisation_id', '<>', organisationId)
    .where('in_date_until', '<=', by)
    .where(
      sql<boolean>`(signed_answers.id in (select answer_id from acceptances where ended_at is null and organisation_id = ${organisationId})
        or (superseded_at is null and (signed_answers.scope, signed_answers.subject_id) in
          (select scope, subject_id from follows where ended_at is null and organisation_id = ${organisationId})))`,
    )
    .orderBy('in_date_until')
    .limit(500)
    .execute()
  return rows.map((row) => ({ ...toSigned(row), organisationName: row.organisation_name }))
}

/** Notes that an organisation was told of a step before an end; false when it was before. */
export const markEndTold = async (
  tx: Tx,
  told: { organisationId: string; answerId: string; step: string },
  at: Date,
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('told_ends')
    .values({
      organisation_id: told.organisationId,
      answer_id: told.answerId,
      step: told.step,
      told_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
