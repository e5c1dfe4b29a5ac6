import { sql } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { SignedAnswer, Subject } from './model.js'
import { toSigned } from './signed-store.js'
import type { EvidenceFile } from './subject.js'
import { subjectIn } from './subject.js'

/** Something signed by another organisation that one's own may open. */
export interface Offered extends SignedAnswer {
  organisationName: string
  /** Whether its organisation supplies the product. */
  bySupplier: boolean
}

const MOST = 500

/**
 * What other organisations have signed of the same, as far as they open it: about the version and the
 * supplier, about other versions of the product, and about their own use of it. The newest first.
 */
export const readOffered = async (db: ReadDb, file: EvidenceFile): Promise<Offered[]> => {
  if (!file.product) return []
  const supplier = subjectIn(file, 'supplier').subjectId
  const rows = await offeredRows(db)
    .where('signed_answers.organisation_id', '<>', file.organisationId)
    .where('signed_answers.superseded_at', 'is', null)
    .where('signed_answers.withdrawn_at', 'is', null)
    .where(
      sql<boolean>`((signed_answers.scope = 'supplier' and signed_answers.subject_id = ${supplier})
        or (signed_answers.scope = 'product_version' and signed_answers.subject_id in
          (select id from versions where product_id = ${file.product.id}))
        or signed_answers.deployment_id in
          (select id from deployments where product_id = ${file.product.id}))`,
    )
    .orderBy('signed_answers.signed_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => toOffered(row, file.product?.supplierId ?? null))
}

/** What another organisation has signed about one thing, as far as it opens it; the newest first. */
export const readOfferedAbout = async (
  db: ReadDb,
  { organisationId, scope, subjectId }: Subject & { organisationId: string },
): Promise<Offered[]> => {
  const rows = await offeredRows(db)
    .where('signed_answers.organisation_id', '=', organisationId)
    .where('signed_answers.scope', '=', scope)
    .where('signed_answers.subject_id', '=', subjectId)
    .where('signed_answers.superseded_at', 'is', null)
    .where('signed_answers.withdrawn_at', 'is', null)
    .orderBy('signed_answers.signed_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => toOffered(row, scope === 'supplier' ? subjectId : null))
}

/** A signed answer of another organisation that may be opened. Throws NotFound. */
export const requireOffered = async (
  db: ReadDb,
  organisationId: string,
  id: string,
): Promise<Offered> => {
  const row = await offeredRows(db)
    .where('signed_answers.id', '=', id)
    .where('signed_answers.organisation_id', '<>', organisationId)
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such signed answer, or it is not open to you.')
  return toOffered(row, null)
}

/** The signed answers with these ids, whoever's, as far as they may be opened. */
export const readSources = async (
  db: ReadDb,
  ids: readonly string[],
): Promise<Map<string, SignedAnswer>> => {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('signed_answers').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, toSigned(row)]))
}

/** Where a document beside a signed answer of another organisation lies. Throws NotFound. */
export const requireOpenedDocument = async (
  db: ReadDb,
  answerId: string,
  documentId: string,
): Promise<{ ownerId: string; digest: string | null; mediaType: string; fileName: string }> => {
  const { rows } = await sql<{
    owner_id: string
    digest: string | null
    media_type: string | null
    file_name: string | null
    title: string
  }>`select * from opened_document(${answerId}, ${documentId})`.execute(db)
  const [row] = rows
  if (!row) throw new NotFound('There is no such document, or it is not open to you.')
  return {
    ownerId: row.owner_id,
    digest: row.digest,
    mediaType: row.media_type ?? 'application/octet-stream',
    fileName: row.file_name ?? row.title,
  }
}

/** Somebody of another organisation who opened a signed answer, or a document beside it. */
export interface Opening {
  id: string
  ownerId: string
  answerId: string
  documentId: string | null
  by: { id: string; name: string }
  organisation: { id: string; name: string }
}

/** Writes down who opened what another organisation signed. */
export const insertEvidenceOpening = async (tx: Tx, opening: Opening, at: Date): Promise<void> => {
  await tx
    .insertInto('evidence_openings')
    .values({
      id: opening.id,
      organisation_id: opening.organisation.id,
      opened_by_organisation: opening.organisation.name,
      owner_id: opening.ownerId,
      answer_id: opening.answerId,
      document_id: opening.documentId,
      opened_by: opening.by.id,
      opened_by_name: opening.by.name,
      opened_at: at,
    })
    .execute()
}

/** Who of other organisations opened a signed answer of one's own, the latest first. */
export const readOpenings = (db: ReadDb, answerId: string, most: number) =>
  db
    .selectFrom('evidence_openings')
    .select(['opened_by_name', 'opened_by_organisation', 'opened_at', 'document_id'])
    .where('answer_id', '=', answerId)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()

const offeredRows = (db: ReadDb) =>
  db
    .selectFrom('signed_answers')
    .innerJoin('organisations', 'organisations.id', 'signed_answers.organisation_id')
    .selectAll('signed_answers')
    .select('organisations.name as organisation_name')

type OfferedRow = Parameters<typeof toSigned>[0] & { organisation_name: string }

const toOffered = (row: OfferedRow, supplierId: string | null): Offered => ({
  ...toSigned(row),
  organisationName: row.organisation_name,
  bySupplier: row.organisation_id === supplierId,
})
