import { sql, type Selectable } from 'kysely'
import { Conflict } from '#kernel/errors.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import {
  publicContent,
  type PublicContent,
  type PublicRecord,
  type PublishedRevision,
} from './model.js'

/** The record of a deployment of one's own, or undefined while nobody has begun it. */
export const readRecord = async (
  db: ReadDb,
  deploymentId: string,
): Promise<PublicRecord | undefined> => {
  const row = await db
    .selectFrom('public_records')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .executeTakeFirst()
  return row && toRecord(row)
}

/** Which deployments of an organisation have a record, and whether it is published. */
export const readRecordStates = async (
  db: ReadDb,
  organisationId: string,
): Promise<{ deploymentId: string; isPublished: boolean }[]> => {
  const rows = await db
    .selectFrom('public_records')
    .select(['deployment_id', 'published_number'])
    .where('organisation_id', '=', organisationId)
    .execute()
  return rows.map((row) => ({
    deploymentId: row.deployment_id,
    isPublished: row.published_number !== null,
  }))
}

/** Everything that was published of a record, newest first. */
export const readRevisions = async (db: ReadDb, recordId: string): Promise<PublishedRevision[]> => {
  const rows = await db
    .selectFrom('public_record_revisions')
    .selectAll()
    .where('record_id', '=', recordId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    content: toContent(row.content),
    publishedByName: row.published_by_name,
    publishedAt: row.published_at,
    withdrawnAt: row.withdrawn_at,
    withdrawnByName: row.withdrawn_by_name,
    withdrawnReason: row.withdrawn_reason,
  }))
}

/** Begins the record of a deployment. */
export const insertRecord = async (
  tx: Tx,
  record: { id: string; organisationId: string; deploymentId: string; draft: PublicContent },
  told: { by: string; byName: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('public_records')
    .values({
      id: record.id,
      organisation_id: record.organisationId,
      deployment_id: record.deploymentId,
      draft: JSON.stringify(record.draft),
      drafted_by: told.by,
      drafted_by_name: told.byName,
      drafted_at: told.at,
    })
    .execute()
}

/** Writes the draft, if nobody did since `revision`. Throws Conflict with theirs. */
export const updateDraft = async (
  tx: Tx,
  before: PublicRecord,
  revision: number,
  draft: PublicContent,
  told: { by: string; byName: string; at: Date },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('public_records')
    .set({
      draft: JSON.stringify(draft),
      drafted_by: told.by,
      drafted_by_name: told.byName,
      drafted_at: told.at,
      revision: sql`revision + 1`,
    })
    .where('id', '=', before.id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw changedMeanwhile(before, draft)
}

/** Makes a revision the published one, in the place of an earlier one. Throws Conflict. */
export const insertRevision = async (
  tx: Tx,
  record: PublicRecord,
  number: number,
  told: { by: string; byName: string; at: Date },
): Promise<void> => {
  await settleRecord(tx, record, number)
  if (record.publishedNumber !== null) {
    await withdrawRevision(tx, record, { ...told, reason: 'Replaced by a newer one' })
  }
  await tx
    .insertInto('public_record_revisions')
    .values({
      record_id: record.id,
      number,
      organisation_id: record.organisationId,
      content: JSON.stringify(record.draft),
      published_by: told.by,
      published_by_name: told.byName,
      published_at: told.at,
    })
    .execute()
}

/** Takes the published revision down. Throws Conflict when somebody else changed the record. */
export const takeDown = async (
  tx: Tx,
  record: PublicRecord,
  told: { byName: string; at: Date; reason: string },
): Promise<void> => {
  await settleRecord(tx, record, null)
  await withdrawRevision(tx, record, told)
}

const settleRecord = async (tx: Tx, record: PublicRecord, number: number | null): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('public_records')
    .set({ published_number: number, revision: sql`revision + 1` })
    .where('id', '=', record.id)
    .where('revision', '=', record.revision)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw changedMeanwhile(record)
}

const withdrawRevision = async (
  tx: Tx,
  record: PublicRecord,
  told: { byName: string; at: Date; reason: string },
): Promise<void> => {
  await tx
    .updateTable('public_record_revisions')
    .set({
      withdrawn_at: told.at,
      withdrawn_by_name: told.byName,
      withdrawn_reason: told.reason,
    })
    .where('record_id', '=', record.id)
    .where('number', '=', record.publishedNumber)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** The refusal when somebody else changed a record first, carrying theirs where it differs. */
export const changedMeanwhile = (record: PublicRecord, mine?: PublicContent): Conflict => {
  const differing = Object.entries(record.draft).filter(
    ([part, theirs]) => mine && mine[part as keyof PublicContent] !== theirs,
  )
  return new Conflict(
    'Somebody else changed this while you were reading or editing. Look at theirs first.',
    { revision: record.revision, ...Object.fromEntries(differing) },
  )
}

/** A record of its row. */
export const toRecord = (row: Selectable<Rows['public_records']>): PublicRecord => ({
  id: row.id,
  organisationId: row.organisation_id,
  deploymentId: row.deployment_id,
  draft: toContent(row.draft),
  draftedByName: row.drafted_by_name,
  draftedAt: row.drafted_at,
  publishedNumber: row.published_number,
  revision: row.revision,
})

/** Stored words as content; a part that is not there yet is empty. */
export const toContent = (stored: unknown): PublicContent => publicContent.parse(stored)
