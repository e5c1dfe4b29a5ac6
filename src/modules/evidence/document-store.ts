import type { Selectable } from 'kysely'
import { Conflict, NotFound } from '#kernel/errors.js'
import type { IdentifiableKind } from '#kernel/identifiable-data.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import { bearsOn, keptColumns, keptOf } from './kept-rows.js'
import type { EvidenceDocument, Kept } from './model.js'
import type { EvidenceFile } from './subject.js'

/** The documents and links that bear on a file, oldest first, withdrawn ones among them. */
export const readDocuments = async (
  db: ReadDb,
  file: EvidenceFile,
): Promise<EvidenceDocument[]> => {
  const rows = await documentRows(db)
    .where(bearsOn(file))
    .orderBy('evidence_documents.id')
    .execute()
  return rows.map(toDocument)
}

/** Whether a document counts: it was neither withdrawn nor closed. */
export const counts = ({ withdrawnAt, closed }: EvidenceDocument): boolean =>
  withdrawnAt === null && closed === null

/** The documents and links kept in one place that count, oldest first. */
export const readDocumentsAt = async (db: ReadDb, kept: Kept): Promise<EvidenceDocument[]> => {
  const rows = await documentRows(db)
    .where('evidence_documents.organisation_id', '=', kept.organisationId)
    .where('scope', '=', kept.scope)
    .where('subject_id', '=', kept.subjectId)
    .where('requirement_id', '=', kept.requirementId)
    .where('part', '=', kept.part)
    .where('withdrawn_at', 'is', null)
    .where('closed_at', 'is', null)
    .orderBy('evidence_documents.id')
    .execute()
  return rows.map(toDocument)
}

/** A document of the actor's organisation. Throws NotFound. */
export const requireDocument = async (db: ReadDb, id: string): Promise<EvidenceDocument> => {
  const row = await documentRows(db).where('evidence_documents.id', '=', id).executeTakeFirst()
  if (!row) throw noSuchDocument()
  return toDocument(row)
}

/** The same, beside one requirement in a file. Throws NotFound where it is not there. */
export const requireDocumentIn = async (
  db: ReadDb,
  id: string,
  file: EvidenceFile,
  asked: Pick<Kept, 'requirementId' | 'part'>,
): Promise<EvidenceDocument> => {
  const row = await documentRows(db)
    .where('evidence_documents.id', '=', id)
    .where(bearsOn(file))
    .where('requirement_id', '=', asked.requirementId)
    .where('part', '=', asked.part)
    .executeTakeFirst()
  if (!row) throw noSuchDocument()
  return toDocument(row)
}

const noSuchDocument = () => new NotFound('There is no such document, or it is not yours to open.')

/** Adds a document or link. */
export const insertDocument = async (
  tx: Tx,
  document: Omit<
    EvidenceDocument,
    'withdrawnAt' | 'withdrawnByName' | 'withdrawnReason' | 'closed'
  >,
  told: { by: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('evidence_documents')
    .values({
      id: document.id,
      ...keptColumns(document),
      kind: document.kind,
      title: document.title,
      file_name: document.fileName,
      media_type: document.mediaType,
      size: document.size,
      digest: document.digest,
      address: document.address,
      scan: document.scan,
      not_scanned_because: document.notScannedBecause,
      added_on: document.addedOn,
      added_at: told.at,
      added_by: told.by,
      added_by_name: document.addedByName,
    })
    .execute()
}

/** Withdraws a document: it stays on record and no longer counts. Throws Conflict when it was withdrawn. */
export const markWithdrawn = async (
  tx: Tx,
  id: string,
  told: { byName: string; at: Date; reason: string },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('evidence_documents')
    .set({
      withdrawn_at: told.at,
      withdrawn_by_name: told.byName,
      withdrawn_reason: told.reason,
    })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('This document was withdrawn already.')
}

/** Notes who opened a document. */
export const insertOpening = async (
  tx: Tx,
  opening: { id: string; organisationId: string; documentId: string; by: string; byName: string },
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('document_openings')
    .values({
      id: opening.id,
      organisation_id: opening.organisationId,
      document_id: opening.documentId,
      opened_by: opening.by,
      opened_by_name: opening.byName,
      opened_at: at,
    })
    .execute()
}

const documentRows = (db: ReadDb) =>
  db
    .selectFrom('evidence_documents')
    .leftJoin(
      (closed) =>
        closed
          .selectFrom('closed_documents')
          .select(['document_id', 'closed_at', 'because as closed_because'])
          .as('closed'),
      (join) => join.onRef('closed.document_id', '=', 'evidence_documents.id'),
    )
    .selectAll('evidence_documents')
    .select(['closed_at', 'closed_because'])

type DocumentRow = Selectable<Rows['evidence_documents']> & {
  closed_at: Date | null
  closed_because: string[] | null
}

const toDocument = (row: DocumentRow): EvidenceDocument => ({
  id: row.id,
  ...keptOf(row),
  kind: row.kind as EvidenceDocument['kind'],
  title: row.title,
  fileName: row.file_name,
  mediaType: row.media_type,
  size: row.size,
  digest: row.digest,
  address: row.address,
  scan: row.scan as EvidenceDocument['scan'],
  notScannedBecause: row.not_scanned_because as EvidenceDocument['notScannedBecause'],
  addedOn: row.added_on,
  addedByName: row.added_by_name,
  withdrawnAt: row.withdrawn_at,
  withdrawnByName: row.withdrawn_by_name,
  withdrawnReason: row.withdrawn_reason,
  closed:
    row.closed_at === null
      ? null
      : { at: row.closed_at, because: (row.closed_because ?? []) as IdentifiableKind[] },
})
