import { sql, type Selectable } from 'kysely'
import type { AnswerField } from '#modules/framework/index.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import { changedMeanwhile } from './changed-meanwhile.js'
import { bearsOn, keptColumns, keptOf } from './kept-rows.js'
import type { AnswerValue, Draft, Kept } from './model.js'
import type { EvidenceFile } from './subject.js'

/** The drafts that bear on a file. */
export const readDrafts = async (db: ReadDb, file: EvidenceFile): Promise<Draft[]> => {
  const rows = await db
    .selectFrom('answer_drafts')
    .selectAll()
    .where(bearsOn(file))
    .orderBy('changed_at', 'desc')
    .execute()
  return rows.map(toDraft)
}

/** The draft kept in one place, or undefined. */
export const readDraft = async (db: ReadDb, kept: Kept): Promise<Draft | undefined> => {
  const row = await db
    .selectFrom('answer_drafts')
    .selectAll()
    .where('organisation_id', '=', kept.organisationId)
    .where('scope', '=', kept.scope)
    .where('subject_id', '=', kept.subjectId)
    .where('requirement_id', '=', kept.requirementId)
    .where('part', '=', kept.part)
    .executeTakeFirst()
  return row && toDraft(row)
}

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
  draft: Kept & { id: string },
  words: DraftWords,
  { by, at, on }: Change,
  from: { answerId: string; organisationName: string } | null = null,
): Promise<void> => {
  await tx
    .insertInto('answer_drafts')
    .values({
      id: draft.id,
      ...keptColumns(draft),
      ...columnsOf(words),
      answered_on: on,
      begun_by: by.id,
      changed_by: by.id,
      changed_by_name: by.name,
      changed_at: at,
      started_from: from?.answerId ?? null,
      started_from_name: from?.organisationName ?? null,
    })
    .execute()
}

/** Writes a draft over the edition that was seen. Throws Conflict with theirs when there is a newer one. */
export const updateDraft = async (
  tx: Tx,
  before: Draft,
  revision: number,
  words: DraftWords,
  { by, at, on, fields }: Change & { fields: readonly AnswerField[] },
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
  throw changedMeanwhile(before, fields)
}

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

/** The columns of what a draft or a signed answer says. */
export const columnsOf = (words: DraftWords) => ({
  field_values: JSON.stringify(words.values),
  fields_not_applicable: JSON.stringify(words.fieldsNotApplicable),
  not_applicable_reason: words.notApplicableReason,
})

const toDraft = (row: Selectable<Rows['answer_drafts']>): Draft => ({
  id: row.id,
  ...keptOf(row),
  values: row.field_values as Record<string, AnswerValue>,
  fieldsNotApplicable: row.fields_not_applicable as Record<string, string>,
  notApplicableReason: row.not_applicable_reason,
  answeredOn: row.answered_on,
  changedBy: row.changed_by,
  changedByName: row.changed_by_name,
  changedAt: row.changed_at,
  revision: row.revision,
  startedFrom: row.started_from_name,
})
