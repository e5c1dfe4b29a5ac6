import { sql } from 'kysely'
import { NotAllowed } from '#kernel/errors.js'
import { requireOrganisation, type Organisation } from '#modules/organisations/index.js'
import type { ReadDb } from '#registry/handles.js'

/** The system whose agreed way an organisation follows, or null where it belongs to none. */
export const homeSystemOf = async (
  db: ReadDb,
  organisationId: string,
): Promise<{ id: string; name: string } | null> => {
  const row = await db
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('id', '=', sql<string>`(select home_system(${organisationId}))`)
    .executeTakeFirst()
  return row ?? null
}

/** The board that acts for its system. Throws NotAllowed for any other organisation. */
export const requireBoard = async (db: ReadDb, organisationId: string): Promise<Organisation> => {
  const organisation = await requireOrganisation(db, organisationId)
  if (organisation.kind === 'icb') return organisation
  throw new NotAllowed(
    'Only the integrated care board acts for its system here. Ask its system AI lead.',
  )
}
