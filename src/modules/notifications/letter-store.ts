import { sql } from 'kysely'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { Letter, Purpose } from './model.js'

/** Writes letters that are not there yet; one address gets one letter of a purpose about a thing. */
export const insertLetters = async (
  tx: Tx,
  about: { organisationId: string; purpose: Purpose; aboutId: string; at: Date },
  to: readonly { id: string; personId: string | null; address: string }[],
  state: 'waiting' | 'nobody' = 'waiting',
): Promise<void> => {
  if (to.length === 0) return
  await tx
    .insertInto('letters')
    .values(
      to.map((one) => ({
        id: one.id,
        organisation_id: about.organisationId,
        purpose: about.purpose,
        about_id: about.aboutId,
        person_id: one.personId,
        address: one.address,
        state,
        written_at: about.at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The letters to an organisation about a thing, oldest first. */
export const readLetters = async (
  db: ReadDb,
  organisationId: string,
  purpose: Purpose,
  aboutId: string,
): Promise<Letter[]> => {
  const rows = await db
    .selectFrom('letters')
    .select(['id', 'address', 'state', 'attempts', 'problem'])
    .where('organisation_id', '=', organisationId)
    .where('purpose', '=', purpose)
    .where('about_id', '=', aboutId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, state: row.state as Letter['state'] }))
}

/** Takes a waiting letter to send it; false when another worker has it, or it is settled. */
export const claimRow = async (tx: Tx, id: string, at: Date): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('letters')
    .set({ state: 'sending', claimed_at: at, attempts: sql<number>`attempts + 1` })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Writes what became of a letter that was taken. */
export const settleRow = async (
  tx: Tx,
  id: string,
  outcome: { state: 'waiting' | 'sent' | 'refused'; problem: string | null; at: Date },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('letters')
    .set({ state: outcome.state, problem: outcome.problem, settled_at: outcome.at })
    .where('id', '=', id)
    .where('state', '=', 'sending')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
