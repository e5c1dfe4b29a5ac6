import { sql, type Selectable } from 'kysely'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { CharterAnswer, CharterTest, SaidAnswer } from './model.js'
import type { CharterFacts } from './rules.js'

type Answers = Partial<Record<CharterTest, SaidAnswer>>

/** The newest answer to each test, by entry. */
export const newestAnswers = async (
  db: ReadDb,
  entryIds: readonly string[],
): Promise<Map<string, Answers>> => {
  const rows = await db
    .selectFrom('charter_answers')
    .distinctOn(['entry_id', 'test'])
    .selectAll()
    .where('entry_id', '=', sql<string>`any(${[...entryIds]})`)
    .orderBy('entry_id')
    .orderBy('test')
    .orderBy('id', 'desc')
    .execute()
  const byEntry = new Map<string, Answers>()
  for (const row of rows)
    byEntry.set(row.entry_id, { ...byEntry.get(row.entry_id), [row.test]: toSaid(row) })
  return byEntry
}

/** Everything that was ever said to a test, newest first. */
export const readTellings = async (
  db: ReadDb,
  entryId: string,
  test: CharterTest,
): Promise<SaidAnswer[]> => {
  const rows = await db
    .selectFrom('charter_answers')
    .selectAll()
    .where('entry_id', '=', entryId)
    .where('test', '=', test)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map(toSaid)
}

/** The organisations named as controllers, as the register knows them. */
export const readControllers = async (
  db: ReadDb,
  ids: readonly string[],
): Promise<Map<string, NonNullable<CharterFacts['controller']>>> => {
  const rows = await db
    .selectFrom('organisations')
    .select(['id', 'name', 'kind', 'closed'])
    .where('id', '=', sql<string>`any(${[...ids]})`)
    .execute()
  return new Map(rows.map(({ id, ...controller }) => [id, controller]))
}

/** Keeps what somebody said. */
export const insertAnswers = async (
  tx: Tx,
  about: { organisationId: string; entryId: string },
  answers: readonly (CharterAnswer & { id: string })[],
  by: { id: string; name: string; role: string; at: Date },
): Promise<void> => {
  if (answers.length === 0) return
  await tx
    .insertInto('charter_answers')
    .values(
      answers.map((one) => ({
        id: one.id,
        organisation_id: about.organisationId,
        entry_id: about.entryId,
        test: one.test,
        answer: one.answer,
        controller_id: one.controllerId,
        reason: one.reason,
        said_by: by.id,
        said_by_name: by.name,
        said_by_role: by.role,
        said_at: by.at,
      })),
    )
    .execute()
}

const toSaid = (row: Selectable<Rows['charter_answers']>): SaidAnswer => ({
  test: row.test as CharterTest,
  answer: row.answer,
  controllerId: row.controller_id,
  reason: row.reason,
  saidBy: row.said_by,
  saidByName: row.said_by_name,
  saidByRole: row.said_by_role,
  saidAt: row.said_at,
})
