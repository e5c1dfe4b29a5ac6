import { sql } from 'kysely'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { SignedAnswer } from './model.js'
import { toSigned } from './signed-store.js'

/** Who of a system, or of none, has signed or accepted something for a requirement; for jobs. */
export const readOrganisationsAsked = async (
  db: ReadDb,
  systemId: string | null,
  requirementIds: readonly string[],
): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ organisation_id: string; organisation_name: string }>`
    select * from organisations_asked(${systemId}, ${sql.val([...requirementIds])}::text[])`.execute(
    db,
  )
  return rows.map((row) => ({ id: row.organisation_id, name: row.organisation_name }))
}

/** What an organisation signed for some requirements that counts and is not under review. */
export const readAsked = async (
  db: ReadDb,
  organisationId: string,
  requirementIds: readonly string[],
): Promise<SignedAnswer[]> => {
  const rows = await db
    .selectFrom('signed_answers')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('requirement_id', '=', sql<string>`any(${sql.val([...requirementIds])}::text[])`)
    .where('superseded_at', 'is', null)
    .where('review_since', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(toSigned)
}

/** Puts signed answers under review by their ids; those that are already stay. Returns which. */
export const putUnderReview = async (
  tx: Tx,
  ids: readonly string[],
  since: string,
  at: Date,
): Promise<SignedAnswer[]> => {
  const rows = await tx
    .updateTable('signed_answers')
    .set({ review_since: since, review_at: at })
    .where('id', '=', sql<string>`any(${sql.val([...ids])}::text[])`)
    .where('superseded_at', 'is', null)
    .where('review_since', 'is', null)
    .returningAll()
    .execute()
  return rows.map(toSigned)
}
