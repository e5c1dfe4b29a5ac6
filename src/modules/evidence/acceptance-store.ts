import { sql, type Selectable } from 'kysely'
import { Conflict, NotFound } from '#kernel/errors.js'
import type { Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import { bearsOn, keptOf, principalOf } from './kept-rows.js'
import type { Kept, Signature } from './model.js'
import type { EvidenceFile } from './subject.js'

/** An organisation relies on what another signed. */
export interface Acceptance extends Kept {
  id: string
  /** The signed answer that it points at. */
  answerId: string
  sourceId: string
  sourceName: string
  versionName: string | null
  differsHere: string
  conditions: string
  until: CalendarDate | null
  /** SHA-256 of the form and the words by which it is asked here. */
  detailDigest: string
  /** What put it under review besides what it rests on, or null. */
  reviewSince: string | null
  signature: Signature
  endedAt: Date | null
  endedByName: string | null
  endedReason: string | null
}

/** The acceptances that bear on a file, newest first, ended ones among them. */
export const readAcceptances = async (db: ReadDb, file: EvidenceFile): Promise<Acceptance[]> => {
  const rows = await db
    .selectFrom('acceptances')
    .selectAll()
    .where(bearsOn(file))
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toAcceptance)
}

/** Every acceptance of an organisation that has not ended. */
export const readAllAcceptances = async (
  db: ReadDb,
  organisationId: string,
): Promise<Acceptance[]> => {
  const rows = await db
    .selectFrom('acceptances')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(500)
    .execute()
  return rows.map(toAcceptance)
}

/** An acceptance of one's own organisation. Throws NotFound. */
export const requireAcceptance = async (db: ReadDb, id: string): Promise<Acceptance> => {
  const row = await db.selectFrom('acceptances').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('There is no such acceptance here.')
  return toAcceptance(row)
}

/** Adds an acceptance; the one it replaces is ended. */
export const insertAcceptance = async (
  tx: Tx,
  acceptance: Omit<Acceptance, 'reviewSince' | 'endedAt' | 'endedByName' | 'endedReason'>,
  at: Date,
): Promise<void> => {
  await tx
    .updateTable('acceptances')
    .set({
      ended_at: at,
      ended_by_name: acceptance.signature.personName,
      ended_reason: 'Accepted again',
    })
    .where('organisation_id', '=', acceptance.organisationId)
    .where('scope', '=', acceptance.scope)
    .where('subject_id', '=', acceptance.subjectId)
    .where('requirement_id', '=', acceptance.requirementId)
    .where('part', '=', acceptance.part)
    .where('ended_at', 'is', null)
    .execute()
  await tx
    .insertInto('acceptances')
    .values({
      id: acceptance.id,
      organisation_id: acceptance.organisationId,
      scope: acceptance.scope,
      subject_id: acceptance.subjectId,
      requirement_id: acceptance.requirementId,
      part: acceptance.part,
      answer_id: acceptance.answerId,
      source_id: acceptance.sourceId,
      source_name: acceptance.sourceName,
      version_name: acceptance.versionName,
      differs_here: acceptance.differsHere,
      conditions: acceptance.conditions,
      until: acceptance.until,
      detail_digest: acceptance.detailDigest,
      accepted_by: acceptance.signature.personId,
      accepted_by_name: acceptance.signature.personName,
      role: acceptance.signature.role,
      accepted_on: acceptance.signature.on,
      on_behalf_of: acceptance.signature.onBehalfOf?.personId ?? null,
      on_behalf_of_name: acceptance.signature.onBehalfOf?.personName ?? null,
      accepted_at: at,
    })
    .execute()
}

/** Ends an acceptance; it stays on record. Throws Conflict when it ended already. */
export const endAcceptance = async (
  tx: Tx,
  id: string,
  told: { byName: string; at: Date; reason: string },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('acceptances')
    .set({ ended_at: told.at, ended_by_name: told.byName, ended_reason: told.reason })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('This acceptance has ended already.')
}

/** Somebody who relies on what one's own organisation signed. */
export interface Reliance {
  organisationId: string
  organisationName: string
  acceptanceId: string
}

/** Who relies on a signed answer, or on what it replaced; for jobs, and for the organisation that signed it. */
export const readRelyingOn = async (
  db: ReadDb,
  answerId: string,
  replaced: boolean,
): Promise<Reliance[]> => {
  const { rows } = await sql<{
    organisation_id: string
    organisation_name: string
    acceptance_id: string
  }>`select * from relying_on(${answerId}, ${replaced})`.execute(db)
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    acceptanceId: row.acceptance_id,
  }))
}

/** The names of who relies on each signed answer about a subject, by the answer's id. */
export const readWhoRelies = async (
  db: ReadDb,
  { scope, subjectId }: Pick<Kept, 'scope' | 'subjectId'>,
): Promise<Map<string, string[]>> => {
  const { rows } = await sql<{ answer_id: string; organisation_name: string }>`
    select * from count_relying(${scope}, ${subjectId})`.execute(db)
  const names = new Map<string, string[]>()
  for (const row of rows)
    names.set(row.answer_id, [...(names.get(row.answer_id) ?? []), row.organisation_name])
  return names
}

const toAcceptance = (row: Selectable<Rows['acceptances']>): Acceptance => ({
  id: row.id,
  ...keptOf(row),
  answerId: row.answer_id,
  sourceId: row.source_id,
  sourceName: row.source_name,
  versionName: row.version_name,
  differsHere: row.differs_here,
  conditions: row.conditions,
  until: row.until,
  detailDigest: row.detail_digest,
  reviewSince: row.review_since,
  signature: {
    personId: row.accepted_by,
    personName: row.accepted_by_name,
    role: row.role as Role,
    on: row.accepted_on,
    onBehalfOf: principalOf(row),
  },
  endedAt: row.ended_at,
  endedByName: row.ended_by_name,
  endedReason: row.ended_reason,
})
