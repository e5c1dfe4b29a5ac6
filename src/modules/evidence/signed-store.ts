import { sql, type Selectable } from 'kysely'
import type { Role } from '#kernel/roles.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import { columnsOf } from './draft-store.js'
import { bearsOn, keptColumns, keptOf, principalOf } from './kept-rows.js'
import type { AnswerValue, SignedAnswer, SignedDocument } from './model.js'
import type { EvidenceFile } from './subject.js'

/** Everything signed that bears on a file, newest first; `current` leaves out what was replaced. */
export const readSigned = async (
  db: ReadDb,
  file: EvidenceFile,
  which: 'current' | 'all',
): Promise<SignedAnswer[]> => {
  const rows = await db
    .selectFrom('signed_answers')
    .selectAll()
    .where(bearsOn(file))
    .$if(which === 'current', (some) => some.where('superseded_at', 'is', null))
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toSigned)
}

/** Adds what was signed and marks what it replaces. */
export const insertSigned = async (
  tx: Tx,
  signed: Omit<
    SignedAnswer,
    'supersededAt' | 'reviewSince' | 'withdrawnAt' | 'withdrawnByName' | 'withdrawnReason'
  > & {
    answeredBy: readonly string[]
  },
): Promise<void> => {
  await tx
    .updateTable('signed_answers')
    .set({ superseded_by: signed.id, superseded_at: signed.signedAt })
    .where('organisation_id', '=', signed.organisationId)
    .where('scope', '=', signed.scope)
    .where('subject_id', '=', signed.subjectId)
    .where('requirement_id', '=', signed.requirementId)
    .where('part', '=', signed.part)
    .where('superseded_at', 'is', null)
    .execute()
  await tx
    .insertInto('signed_answers')
    .values({
      id: signed.id,
      ...keptColumns(signed),
      draft_revision: signed.draftRevision,
      ...columnsOf(signed),
      answered_on: signed.answeredOn,
      documents: JSON.stringify(signed.documents),
      answered_by: JSON.stringify(signed.answeredBy),
      version_id: signed.versionId,
      version_name: signed.versionName,
      framework_version: signed.frameworkVersion,
      requirement_digest: signed.requirementDigest,
      detail_digest: signed.detailDigest,
      signed_by: signed.signature.personId,
      signed_by_name: signed.signature.personName,
      role: signed.signature.role,
      signed_on: signed.signature.on,
      on_behalf_of: signed.signature.onBehalfOf?.personId ?? null,
      on_behalf_of_name: signed.signature.onBehalfOf?.personName ?? null,
      signed_at: signed.signedAt,
      in_date_until: signed.inDateUntil,
      opens_to: signed.opensTo,
      opens_to_named: [...signed.opensToNamed],
    })
    .execute()
}

/**
 * Puts signed answers under review; those that are already, were replaced, or were signed for
 * `exceptVersion` stay. Returns which.
 */
export const markForReview = async (
  tx: Tx,
  deploymentId: string,
  requirementIds: readonly string[],
  since: string,
  at: Date,
  exceptVersion: string | null = null,
): Promise<SignedAnswer[]> => {
  if (requirementIds.length === 0) return []
  const rows = await tx
    .updateTable('signed_answers')
    .set({ review_since: since, review_at: at })
    .where('deployment_id', '=', deploymentId)
    .where('requirement_id', 'in', [...requirementIds])
    .where('superseded_at', 'is', null)
    .where('review_since', 'is', null)
    .$if(exceptVersion !== null, (update) =>
      update.where('version_id', 'is distinct from', exceptVersion),
    )
    .returningAll()
    .execute()
  return rows.map(toSigned)
}

/** Withdraws what was signed: it stays on record and is under review from now on. */
export const markSignedWithdrawn = async (
  tx: Tx,
  id: string,
  told: { byName: string; at: Date; reason: string },
): Promise<void> => {
  await tx
    .updateTable('signed_answers')
    .set({
      withdrawn_at: told.at,
      withdrawn_by_name: told.byName,
      withdrawn_reason: told.reason,
      review_since: 'it was withdrawn',
      review_at: told.at,
    })
    .where('id', '=', id)
    .execute()
}

/** Puts under review what was signed beside a document that no longer counts; returns which. */
export const markSignedWith = async (
  tx: Tx,
  organisationId: string,
  documentId: string,
  since: 'a document was withdrawn' | 'a document was closed',
  at: Date,
): Promise<SignedAnswer[]> => {
  const rows = await tx
    .updateTable('signed_answers')
    .set({ review_since: since, review_at: at })
    .where('organisation_id', '=', organisationId)
    .where('superseded_at', 'is', null)
    .where('review_since', 'is', null)
    .where(sql<boolean>`documents @> ${JSON.stringify([{ id: documentId }])}::jsonb`)
    .returningAll()
    .execute()
  return rows.map(toSigned)
}

/** What was signed beside one of these documents, and stands or is relied on by others; for jobs. */
export const readSignedWith = async (
  db: ReadDb,
  organisationId: string,
  documentIds: readonly string[],
): Promise<SignedAnswer[]> => {
  const beside = documentIds.map(
    (id) => sql<boolean>`documents @> ${JSON.stringify([{ id }])}::jsonb`,
  )
  const rows = await db
    .selectFrom('signed_answers')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where((where) => where.or(beside))
    .where(sql<boolean>`(superseded_at is null or exists (select 1 from relying_on(id, false)))`)
    .execute()
  return rows.map(toSigned)
}

/** Says who beside its organisation may open something signed. */
export const updateOpening = async (
  tx: Tx,
  id: string,
  opensTo: SignedAnswer['opensTo'],
  named: readonly string[],
): Promise<void> => {
  await tx
    .updateTable('signed_answers')
    .set({ opens_to: opensTo, opens_to_named: [...named] })
    .where('id', '=', id)
    .execute()
}

/** Notes that the expiry of signed answers was told; returns those not told before. */
export const markExpiryNoted = async (
  tx: Tx,
  organisationId: string,
  today: string,
  at: Date,
): Promise<SignedAnswer[]> => {
  const rows = await tx
    .updateTable('signed_answers')
    .set({ expiry_noted_at: at })
    .where('organisation_id', '=', organisationId)
    .where('superseded_at', 'is', null)
    .where('expiry_noted_at', 'is', null)
    .where('in_date_until', '<', today)
    .returningAll()
    .execute()
  return rows.map(toSigned)
}

/** The organisations in which something expired and nobody was told; for jobs. */
export const readOrganisationsToTell = async (
  db: ReadDb,
): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ organisation_id: string; organisation_name: string }>`
    select * from organisations_with_expired_answers()`.execute(db)
  return rows.map((row) => ({ id: row.organisation_id, name: row.organisation_name }))
}

/** A signed answer of its row. */
export const toSigned = (row: Selectable<Rows['signed_answers']>): SignedAnswer => ({
  id: row.id,
  ...keptOf(row),
  draftRevision: row.draft_revision,
  values: row.field_values as Record<string, AnswerValue>,
  fieldsNotApplicable: row.fields_not_applicable as Record<string, string>,
  notApplicableReason: row.not_applicable_reason,
  answeredOn: row.answered_on,
  documents: row.documents as unknown as SignedDocument[],
  versionId: row.version_id,
  versionName: row.version_name,
  frameworkVersion: row.framework_version,
  requirementDigest: row.requirement_digest,
  detailDigest: row.detail_digest,
  signature: {
    personId: row.signed_by,
    personName: row.signed_by_name,
    role: row.role as Role,
    on: row.signed_on,
    onBehalfOf: principalOf(row),
  },
  signedAt: row.signed_at,
  inDateUntil: row.in_date_until,
  reviewSince: row.review_since,
  supersededAt: row.superseded_at,
  opensTo: row.opens_to as SignedAnswer['opensTo'],
  opensToNamed: row.opens_to_named,
  withdrawnAt: row.withdrawn_at,
  withdrawnByName: row.withdrawn_by_name,
  withdrawnReason: row.withdrawn_reason,
})
