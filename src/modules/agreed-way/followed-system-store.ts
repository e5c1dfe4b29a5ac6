import { sql } from 'kysely'
import type { ReadDb, Tx } from '#registry/handles.js'

/** The system that an organisation was last seen to follow; null where it followed none. */
export const readFollowedSystem = async (
  db: ReadDb,
  organisationId: string,
): Promise<string | null> => {
  const row = await db
    .selectFrom('followed_systems')
    .select('system_id')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  return row?.system_id ?? null
}

/** Notes the system that an organisation follows. */
export const writeFollowedSystem = async (
  tx: Tx,
  followed: { organisationId: string; systemId: string | null },
  at: Date,
): Promise<void> => {
  const now = { system_id: followed.systemId, noted_at: at }
  await tx
    .insertInto('followed_systems')
    .values({ organisation_id: followed.organisationId, ...now })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(now))
    .execute()
}

/** Organisations that follow another system than was last seen, or the one named, if it does; for jobs. */
export const readOrganisationsThatMoved = async (
  db: ReadDb,
  wanted: string | null,
): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ organisation_id: string; organisation_name: string }>`
    select * from organisations_that_moved(${wanted})`.execute(db)
  return rows.map((row) => ({ id: row.organisation_id, name: row.organisation_name }))
}
