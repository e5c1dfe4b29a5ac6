import { sql, type Selectable } from 'kysely'
import { Conflict, NotFound } from '#kernel/errors.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { FilledForm, FormEdition, FormScope, FormSubject } from './model.js'

/** A form of the actor's organisation. Throws NotFound. */
export const requireFilledForm = async (db: ReadDb, id: string): Promise<FilledForm> => {
  const row = await db
    .selectFrom('filled_forms')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no such form, or it is not yours to open.')
  return toForm(row)
}

/** The form of one's own about a subject, or undefined. */
export const readFormAbout = async (
  db: ReadDb,
  organisationId: string,
  formId: string,
  { scope, subjectId }: FormSubject,
): Promise<FilledForm | undefined> => {
  const row = await db
    .selectFrom('filled_forms')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('form_id', '=', formId)
    .where('scope', '=', scope)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst()
  return row && toForm(row)
}

const MOST_TO_COPY_FROM = 20

/** The forms of one's own of a kind, latest first, at most twenty. */
export const readFormsOf = async (
  db: ReadDb,
  organisationId: string,
  formId: string,
): Promise<FilledForm[]> => {
  const rows = await db
    .selectFrom('filled_forms')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('form_id', '=', formId)
    .orderBy('id', 'desc')
    .limit(MOST_TO_COPY_FROM)
    .execute()
  return rows.map(toForm)
}

/** Begins a form. Throws Conflict, by the index, when somebody else did just now. */
export const insertFilledForm = async (
  tx: Tx,
  form: Pick<FilledForm, 'id' | 'organisationId' | 'formId' | 'formVersion'> & FormSubject,
  told: { by: { id: string; name: string }; at: Date },
): Promise<void> => {
  await tx
    .insertInto('filled_forms')
    .values({
      id: form.id,
      organisation_id: form.organisationId,
      scope: form.scope,
      subject_id: form.subjectId,
      form_id: form.formId,
      form_version: form.formVersion,
      started_at: told.at,
      started_by: told.by.id,
      started_by_name: told.by.name,
      changed_at: told.at,
      changed_by_name: told.by.name,
    })
    .execute()
}

/** Counts a change of the form and answers the new revision. */
export const touchFilledForm = async (
  tx: Tx,
  id: string,
  told: { byName: string; at: Date },
): Promise<number> => {
  const row = await tx
    .updateTable('filled_forms')
    .set({ changed_at: told.at, changed_by_name: told.byName, revision: sql`revision + 1` })
    .where('id', '=', id)
    .returning('revision')
    .executeTakeFirstOrThrow()
  return row.revision
}

/** Marks a revision as finished. Throws Conflict when the form changed since it was read. */
export const markFinished = async (tx: Tx, id: string, revision: number): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('filled_forms')
    .set({ finished_revision: revision })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return
  throw new Conflict('Somebody changed this form since you read it. Check the answers again.')
}

/** The editions of a form, latest first. */
export const readEditions = async (db: ReadDb, id: string): Promise<FormEdition[]> => {
  const rows = await db
    .selectFrom('form_editions')
    .selectAll()
    .where('filled_form_id', '=', id)
    .orderBy('number', 'desc')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    outcome: row.outcome as FormEdition['outcome'],
    digest: row.digest,
    documentId: row.document_id,
    formVersion: row.form_version,
    frameworkVersion: row.framework_version,
    finishedOn: row.finished_on,
    finishedByName: row.finished_by_name,
  }))
}

/** Adds an edition. */
export const insertEdition = async (
  tx: Tx,
  form: Pick<FilledForm, 'id' | 'organisationId' | 'revision'>,
  edition: FormEdition,
  told: { by: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('form_editions')
    .values({
      filled_form_id: form.id,
      number: edition.number,
      organisation_id: form.organisationId,
      revision: form.revision,
      form_version: edition.formVersion,
      framework_version: edition.frameworkVersion,
      outcome: edition.outcome,
      digest: edition.digest,
      document_id: edition.documentId,
      finished_on: edition.finishedOn,
      finished_at: told.at,
      finished_by: told.by,
      finished_by_name: edition.finishedByName,
    })
    .execute()
}

const toForm = (row: Selectable<Rows['filled_forms']>): FilledForm => ({
  id: row.id,
  organisationId: row.organisation_id,
  scope: row.scope as FormScope,
  subjectId: row.subject_id,
  formId: row.form_id,
  formVersion: row.form_version,
  startedAt: row.started_at,
  startedByName: row.started_by_name,
  changedAt: row.changed_at,
  changedByName: row.changed_by_name,
  revision: row.revision,
  finishedRevision: row.finished_revision,
})
