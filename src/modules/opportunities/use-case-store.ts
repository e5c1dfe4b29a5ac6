import type { Selectable } from 'kysely'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { UseCase } from './model.js'

/** The use case with this id, or undefined. */
export const readUseCase = async (db: ReadDb, id: string): Promise<UseCase | undefined> => {
  const row = await db.selectFrom('use_cases').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toUseCase(row)
}

/** The use case of an organisation with this title, whatever its capitals. */
export const readUseCaseByTitle = async (
  db: ReadDb,
  organisationId: string,
  title: string,
): Promise<UseCase | undefined> => {
  const row = await db
    .selectFrom('use_cases')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where((where) => where(where.fn('lower', ['title']), '=', title.toLowerCase()))
    .executeTakeFirst()
  return row && toUseCase(row)
}

/** The use cases of an organisation by title, at most 200. */
export const readUseCasesOf = async (db: ReadDb, organisationId: string): Promise<UseCase[]> => {
  const rows = await db
    .selectFrom('use_cases')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy((by) => by.fn('lower', ['title']))
    .limit(200)
    .execute()
  return rows.map(toUseCase)
}

/** Adds a use case. */
export const insertUseCase = async (
  tx: Tx,
  useCase: UseCase,
  told: { by: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('use_cases')
    .values({
      id: useCase.id,
      organisation_id: useCase.organisationId,
      title: useCase.title,
      setting: useCase.setting,
      for_whom: useCase.forWhom,
      written_by: told.by,
      written_at: told.at,
    })
    .execute()
}

const toUseCase = (row: Selectable<Rows['use_cases']>): UseCase => ({
  id: row.id,
  organisationId: row.organisation_id,
  title: row.title,
  setting: row.setting,
  forWhom: row.for_whom,
})
