import { sql, type Selectable } from 'kysely'
import { Conflict } from '#kernel/errors.js'
import type { Role } from '#kernel/roles.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { AnswerValue, Draft, SignedAnswer, SignedDocument } from './model.js'

/** The drafts of a deployment. */
export const readDrafts = async (db: ReadDb, deploymentId: string): Promise<Draft[]> => {
  const rows = await db
    .selectFrom('answer_drafts')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .execute()
  return rows.map(toDraft)
}

/** The draft of one requirement, or undefined. */
export const readDraft = async (
  db: ReadDb,
  deploymentId: string,
  requirementId: string,
): Promise<Draft | undefined> =>
  (await readDrafts(db, deploymentId)).find((draft) => draft.requirementId === requirementId)

/** What a draft says. */
export type DraftWords = Pick<Draft, 'values' | 'fieldsNotApplicable' | 'notApplicableReason'>

interface Change {
  by: { id: string; name: string }
  at: Date
  on: string
}

/** Begins a draft. Throws Conflict, by the index, when somebody else did just now. */
export const insertDraft = async (
  tx: Tx,
  draft: Pick<Draft, 'id' | 'organisationId' | 'deploymentId' | 'requirementId'>,
  words: DraftWords,
  { by, at, on }: Change,
): Promise<void> => {
  await tx
    .insertInto('answer_drafts')
    .values({
      id: draft.id,
      organisation_id: draft.organisationId,
      deployment_id: draft.deploymentId,
      requirement_id: draft.requirementId,
      ...columnsOf(words),
      answered_on: on,
      begun_by: by.id,
      changed_by: by.id,
      changed_by_name: by.name,
      changed_at: at,
    })
    .execute()
}

/** Writes a draft over the edition that was seen. Throws Conflict with theirs when there is a newer one. */
export const updateDraft = async (
  tx: Tx,
  before: Draft,
  revision: number,
  words: DraftWords,
  { by, at, on }: Change,
): Promise<number> => {
  const row = await tx
    .updateTable('answer_drafts')
    .set({
      ...columnsOf(words),
      answered_on: on,
      changed_by: by.id,
      changed_by_name: by.name,
      changed_at: at,
      revision: sql`revision + 1`,
    })
    .where('id', '=', before.id)
    .where('revision', '=', revision)
    .returning('revision')
    .executeTakeFirst()
  if (row) return row.revision
  throw changedMeanwhile(before)
}

/** The refusal that says who saved what meanwhile. */
export const changedMeanwhile = (theirs: Draft): Conflict =>
  new Conflict(
    `${theirs.changedByName} saved this while you were editing. Yours has not been stored. Look at both and save again.`,
    {
      revision: theirs.revision,
      ...Object.fromEntries(
        Object.entries(theirs.values).map(([id, value]) => [`answers.${id}`, value]),
      ),
      ...(theirs.notApplicableReason ? { notApplicableReason: theirs.notApplicableReason } : {}),
    },
  )

/** Counts a document added or withdrawn as a change of the draft. */
export const touchDraft = async (tx: Tx, draftId: string, { by, at }: Change): Promise<void> => {
  await tx
    .updateTable('answer_drafts')
    .set({
      changed_by: by.id,
      changed_by_name: by.name,
      changed_at: at,
      revision: sql`revision + 1`,
    })
    .where('id', '=', draftId)
    .execute()
}

const columnsOf = (words: DraftWords) => ({
  field_values: JSON.stringify(words.values),
  fields_not_applicable: JSON.stringify(words.fieldsNotApplicable),
  not_applicable_reason: words.notApplicableReason,
})

const toDraft = (row: Selectable<Rows['answer_drafts']>): Draft => ({
  id: row.id,
  organisationId: row.organisation_id,
  deploymentId: row.deployment_id,
  requirementId: row.requirement_id,
  values: row.field_values as Record<string, AnswerValue>,
  fieldsNotApplicable: row.fields_not_applicable as Record<string, string>,
  notApplicableReason: row.not_applicable_reason,
  answeredOn: row.answered_on,
  changedBy: row.changed_by,
  changedByName: row.changed_by_name,
  changedAt: row.changed_at,
  revision: row.revision,
})

/** Everything that was signed for a deployment, newest first; `current` leaves out what was replaced. */
export const readSigned = async (
  db: ReadDb,
  deploymentId: string,
  which: 'current' | 'all',
): Promise<SignedAnswer[]> => {
  const rows = await db
    .selectFrom('signed_answers')
    .selectAll()
    .where('deployment_id', '=', deploymentId)
    .$if(which === 'current', (some) => some.where('superseded_at', 'is', null))
    .orderBy('id', 'desc')
    .execute()
  return rows.map(toSigned)
}

/** Adds what was signed and marks what it replaces. */
export const insertSigned = async (
  tx: Tx,
  signed: Omit<SignedAnswer, 'supersededAt' | 'reviewSince'> & {
    organisationId: string
    deploymentId: string
    versionId: string | null
    answeredBy: readonly string[]
  },
): Promise<void> => {
  await tx
    .updateTable('signed_answers')
    .set({ superseded_by: signed.id, superseded_at: signed.signedAt })
    .where('deployment_id', '=', signed.deploymentId)
    .where('requirement_id', '=', signed.requirementId)
    .where('superseded_at', 'is', null)
    .execute()
  await tx
    .insertInto('signed_answers')
    .values({
      id: signed.id,
      organisation_id: signed.organisationId,
      deployment_id: signed.deploymentId,
      requirement_id: signed.requirementId,
      draft_revision: signed.draftRevision,
      ...columnsOf(signed),
      answered_on: signed.answeredOn,
      documents: JSON.stringify(signed.documents),
      answered_by: JSON.stringify(signed.answeredBy),
      version_id: signed.versionId,
      version_name: signed.versionName,
      framework_version: signed.frameworkVersion,
      signed_by: signed.signature.personId,
      signed_by_name: signed.signature.personName,
      role: signed.signature.role,
      signed_on: signed.signature.on,
      signed_at: signed.signedAt,
      in_date_until: signed.inDateUntil,
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
): Promise<{ id: string; requirementId: string }[]> => {
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
    .returning(['id', 'requirement_id'])
    .execute()
  return rows.map((row) => ({ id: row.id, requirementId: row.requirement_id }))
}

/** Notes that the expiry of signed answers was told; returns those not told before. */
export const markExpiryNoted = async (tx: Tx, today: string, at: Date) =>
  tx
    .updateTable('signed_answers')
    .set({ expiry_noted_at: at })
    .where('superseded_at', 'is', null)
    .where('expiry_noted_at', 'is', null)
    .where('in_date_until', '<', today)
    .returning(['id', 'requirement_id', 'deployment_id', 'organisation_id', 'in_date_until'])
    .execute()

/** The organisations in which something expired and nobody was told; for jobs. */
export const readOrganisationsToTell = async (
  db: ReadDb,
): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ organisation_id: string; organisation_name: string }>`
    select * from organisations_with_expired_answers()`.execute(db)
  return rows.map((row) => ({ id: row.organisation_id, name: row.organisation_name }))
}

const toSigned = (row: Selectable<Rows['signed_answers']>): SignedAnswer => ({
  id: row.id,
  requirementId: row.requirement_id,
  draftRevision: row.draft_revision,
  values: row.field_values as Record<string, AnswerValue>,
  fieldsNotApplicable: row.fields_not_applicable as Record<string, string>,
  notApplicableReason: row.not_applicable_reason,
  answeredOn: row.answered_on,
  documents: row.documents as unknown as SignedDocument[],
  versionName: row.version_name,
  frameworkVersion: row.framework_version,
  signature: {
    personId: row.signed_by,
    personName: row.signed_by_name,
    role: row.role as Role,
    on: row.signed_on,
  },
  signedAt: row.signed_at,
  inDateUntil: row.in_date_until,
  reviewSince: row.review_since,
  supersededAt: row.superseded_at,
})
