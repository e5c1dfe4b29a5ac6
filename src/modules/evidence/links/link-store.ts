import { sql } from 'kysely'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { FoundLink } from './check-link.js'
import { isDead, type LinkOutcome } from './link-outcomes.js'

/** What was found when a link was last looked at. */
export interface LinkCheck {
  documentId: string
  outcome: LinkOutcome
  checkedAt: Date
  since: Date
  /** When it was found dead; null while it is not. */
  deadSince: Date | null
}

/** What was found at the links among some documents, by document. */
export const readLinkChecks = async (
  db: ReadDb,
  documentIds: readonly string[],
): Promise<ReadonlyMap<string, LinkCheck>> => {
  const rows = await db
    .selectFrom('link_checks')
    .select(['document_id', 'outcome', 'checked_at', 'since', 'dead_since'])
    .where('document_id', '=', sql<string>`any(${[...documentIds]})`)
    .execute()
  return new Map(
    rows.map((row) => [
      row.document_id,
      {
        documentId: row.document_id,
        outcome: row.outcome as LinkOutcome,
        checkedAt: row.checked_at,
        since: row.since,
        deadSince: row.dead_since,
      },
    ]),
  )
}

/** Organisations with links not looked at since `before`, the longest waiting first. */
export const readOrganisationsWithLinks = async (db: ReadDb, before: Date, most: number) => {
  const { rows } = await sql<{ organisation_id: string; organisation_name: string }>`
    select * from organisations_with_links_to_check(${before}, ${most})`.execute(db)
  return rows.map((row) => ({ id: row.organisation_id, name: row.organisation_name }))
}

/** Links of the organisation not looked at since `before`, the longest waiting first. */
export const readLinksToCheck = (
  db: ReadDb,
  organisationId: string,
  before: Date,
  most: number,
): Promise<{ id: string; address: string | null }[]> =>
  db
    .selectFrom('evidence_documents')
    .leftJoin('link_checks', 'link_checks.document_id', 'evidence_documents.id')
    .select(['evidence_documents.id', 'evidence_documents.address'])
    .where('evidence_documents.organisation_id', '=', organisationId)
    .where('evidence_documents.kind', '=', 'link')
    .where('evidence_documents.withdrawn_at', 'is', null)
    .where((where) => where.or([where('checked_at', 'is', null), where('checked_at', '<', before)]))
    .orderBy(sql`checked_at nulls first`)
    .orderBy('evidence_documents.id')
    .limit(most)
    .execute()

/** Notes what was found at a link; answers whether it is something else than before, and whether it died or lives again. */
export const putLinkCheck = async (
  tx: Tx,
  documentId: string,
  found: FoundLink,
  told: { organisationId: string; at: Date },
): Promise<{ changed: boolean; became: 'dead' | 'alive' | null }> => {
  const before = await tx
    .selectFrom('link_checks')
    .select(['outcome', 'dead_since'])
    .where('document_id', '=', documentId)
    .executeTakeFirst()
  const changed = before?.outcome !== found.outcome
  const dead = isDead(found.outcome, (before?.outcome as LinkOutcome | undefined) ?? null)
  const wasDead = (before?.dead_since ?? null) !== null
  const became = dead === null || dead === wasDead ? null : dead ? 'dead' : 'alive'
  await tx
    .insertInto('link_checks')
    .values({
      document_id: documentId,
      organisation_id: told.organisationId,
      checked_at: told.at,
      outcome: found.outcome,
      status: found.status,
      since: told.at,
      dead_since: became === 'dead' ? told.at : null,
    })
    .onConflict((conflict) =>
      conflict.column('document_id').doUpdateSet({
        checked_at: told.at,
        outcome: found.outcome,
        status: found.status,
        ...(changed ? { since: told.at } : {}),
        ...(became === 'dead' ? { dead_since: told.at } : {}),
        ...(became === 'alive' ? { dead_since: null, alive_again_at: told.at } : {}),
      }),
    )
    .execute()
  return { changed, became }
}
