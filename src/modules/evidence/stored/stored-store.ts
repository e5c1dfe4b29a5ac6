import { sql } from 'kysely'
import type { IdentifiableKind } from '#kernel/identifiable-data.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { NotScannedBecause } from '../pdf/search-pages.js'
import { about, withNames, type WaitingRow } from '../waiting-store.js'

/** A stored file whose words were never searched, by its digest, and how often a search of it began. */
export interface StoredFile {
  digest: string
  attempts: number
}

const MOST_CLOSED = 100

/** Organisations with files that were never searched and not begun on since `before`, the longest waiting first. */
export const readOrganisationsWithFiles = async (db: ReadDb, before: Date, most: number) => {
  const { rows } = await sql<{ organisation_id: string; organisation_name: string }>`
    select * from organisations_with_files_to_search(${before}, ${most})`.execute(db)
  return rows.map((row) => ({ id: row.organisation_id, name: row.organisation_name }))
}

/**
 * Takes files of an organisation to search now, each digest once, the longest waiting first. What another server took
 * is left to it: it is taken again where nothing came of it by then.
 */
export const takeFiles = async (
  tx: Tx,
  organisationId: string,
  when: { now: Date; before: Date },
  most: number,
): Promise<StoredFile[]> => {
  const { rows } = await sql<StoredFile>`
    with waiting as (
      select d.id, d.digest from evidence_documents d
        left join file_searches f on f.document_id = d.id
       where d.organisation_id = ${organisationId} and d.kind = 'file' and d.scan = 'not-scanned'
         and d.not_scanned_because is null and (f.begun_at is null or f.begun_at < ${when.before})
       order by f.begun_at nulls first, d.id limit ${most} for update of d skip locked),
    begun as (
      insert into file_searches (document_id, organisation_id, begun_at, attempts)
      select id, ${organisationId}, ${when.now}, 1 from waiting
      on conflict (document_id) do update
        set begun_at = excluded.begun_at, attempts = file_searches.attempts + 1
      returning document_id, attempts)
    select w.digest, max(b.attempts)::int as attempts
      from waiting w join begun b on b.document_id = w.id group by w.digest order by w.digest`.execute(
    tx,
  )
  return rows
}

/** Notes that files could not be searched just now, through no fault of theirs. */
export const putBack = async (
  tx: Tx,
  organisationId: string,
  digests: readonly string[],
): Promise<void> => {
  await tx
    .updateTable('file_searches')
    .set({ attempts: sql<number>`greatest(attempts - 1, 0)` })
    .where('organisation_id', '=', organisationId)
    .where('document_id', 'in', (documents) =>
      documents
        .selectFrom('evidence_documents')
        .select('id')
        .where('digest', 'in', [...digests]),
    )
    .execute()
}

/** A document that was searched now, and what it is about. */
export interface Searched {
  id: string
  title: string
  scope: string
  subjectId: string
}

/** Notes on every document of these bytes that waited what its search came to; answers which they are. */
export const settleFile = async (
  tx: Tx,
  organisationId: string,
  digest: string,
  because: NotScannedBecause | null,
): Promise<Searched[]> =>
  tx
    .updateTable('evidence_documents')
    .set({ scan: because === null ? 'scanned' : 'not-scanned', not_scanned_because: because })
    .where('organisation_id', '=', organisationId)
    .where('digest', '=', digest)
    .where('scan', '=', 'not-scanned')
    .where('not_scanned_because', 'is', null)
    .returning(['id', 'title', 'scope', 'subject_id as subjectId'])
    .execute()

/** Closes documents; nothing opens them again. */
export const insertClosed = async (
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
  kinds: readonly IdentifiableKind[],
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('closed_documents')
    .values(
      ids.map((id) => ({
        document_id: id,
        organisation_id: organisationId,
        closed_at: at,
        because: [...kinds],
      })),
    )
    .execute()
}

/** A closed document that was not withdrawn yet. */
export interface ClosedRow extends WaitingRow {
  id: string
  title: string
  kinds: IdentifiableKind[]
  closedAt: Date
}

/**
 * The closed documents of an organisation that were not withdrawn, of what has ceased too: all, or those of the
 * same bytes as one of them.
 */
export const readClosed = async (
  db: ReadDb,
  organisationId: string,
  documentId: string | null,
): Promise<ClosedRow[]> => {
  const which =
    documentId === null
      ? sql`true`
      : sql`a.digest = (select digest from evidence_documents where id = ${documentId})`
  const { rows } = await sql<ClosedRow>`
    select a.id, a.scope, a.subject_id as "subjectId", ${about} as about,
      a.requirement_id as "requirementId", a.part, a.title, c.because as kinds, c.closed_at as "closedAt"
      from closed_documents c join evidence_documents a on a.id = c.document_id ${withNames}
     where c.organisation_id = ${organisationId} and a.withdrawn_at is null and ${which}
     order by c.closed_at, a.id limit ${MOST_CLOSED}`.execute(db)
  return rows
}
