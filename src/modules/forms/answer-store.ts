import type { ReadDb, Tx } from '#registry/handles.js'
import type { Answering, AnswerWords, FilledForm, StoredAnswer } from './model.js'

/** Everything that was answered in a form, the earliest first. */
export const readAnswerHistory = async (db: ReadDb, id: string): Promise<StoredAnswer[]> => {
  const rows = await db
    .selectFrom('form_answers')
    .selectAll()
    .where('filled_form_id', '=', id)
    .orderBy('code')
    .orderBy('revision')
    .execute()
  return rows.map((row) => ({
    code: row.code,
    revision: row.revision,
    value: row.value as AnswerWords['value'],
    words: row.words,
    notApplicableReason: row.not_applicable_reason,
    answeredAt: row.answered_at,
    answeredByName: row.answered_by_name,
  }))
}

/** The answers that count, by code: the latest of each question. */
export const latestOf = (history: readonly StoredAnswer[]): ReadonlyMap<string, StoredAnswer> =>
  new Map(history.map((one) => [one.code, one]))

/** Adds revisions of answers. Throws Conflict, by the key, when somebody else was first. */
export const insertAnswers = async (
  tx: Tx,
  form: Pick<FilledForm, 'id' | 'organisationId'>,
  answers: readonly (AnswerWords & { code: string; revision: number })[],
  told: { by: { id: string; name: string }; at: Date },
): Promise<void> => {
  if (answers.length === 0) return
  await tx
    .insertInto('form_answers')
    .values(
      answers.map((one) => ({
        filled_form_id: form.id,
        code: one.code,
        revision: one.revision,
        organisation_id: form.organisationId,
        value: JSON.stringify(one.value),
        words: one.words,
        not_applicable_reason: one.notApplicableReason,
        answered_at: told.at,
        answered_by: told.by.id,
        answered_by_name: told.by.name,
      })),
    )
    .execute()
}

/** Which documents are attached to which question, the earliest first. */
export const readAttachments = async (
  db: ReadDb,
  id: string,
): Promise<{ code: string; documentId: string }[]> => {
  const rows = await db
    .selectFrom('form_attachments')
    .select(['code', 'document_id'])
    .where('filled_form_id', '=', id)
    .orderBy('document_id')
    .execute()
  return rows.map((row) => ({ code: row.code, documentId: row.document_id }))
}

/** Attaches a document of the evidence to a question. */
export const insertAttachment = async (
  tx: Tx,
  form: Pick<FilledForm, 'id' | 'organisationId'>,
  attached: { code: string; documentId: string },
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('form_attachments')
    .values({
      filled_form_id: form.id,
      code: attached.code,
      document_id: attached.documentId,
      organisation_id: form.organisationId,
      added_at: at,
    })
    .execute()
}

/** Who has a section open since an instant. */
export const readAnswering = async (db: ReadDb, id: string, since: Date): Promise<Answering[]> => {
  const rows = await db
    .selectFrom('form_presence')
    .selectAll()
    .where('filled_form_id', '=', id)
    .where('seen_at', '>=', since)
    .orderBy('person_name')
    .execute()
  return rows.map((row) => ({
    personId: row.person_id,
    personName: row.person_name,
    sectionId: row.section_id,
    seenAt: row.seen_at,
  }))
}

/** Notes that somebody has a section open; a new sitting begins anew. */
export const upsertAnswering = async (
  tx: Tx,
  form: Pick<FilledForm, 'id' | 'organisationId'>,
  { personId, personName, sectionId, seenAt }: Answering,
  isNewSitting: boolean,
): Promise<void> => {
  const seen = { person_name: personName, section_id: sectionId, seen_at: seenAt }
  await tx
    .insertInto('form_presence')
    .values({
      filled_form_id: form.id,
      person_id: personId,
      organisation_id: form.organisationId,
      began_at: seenAt,
      ...seen,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['filled_form_id', 'person_id'])
        .doUpdateSet(isNewSitting ? { ...seen, began_at: seenAt } : seen),
    )
    .execute()
}
