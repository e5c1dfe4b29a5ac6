import type { FormState } from '#kernel/declare/page.js'

/**
 * The state of a form that edits a record. Opened, it starts from the record. After a conflict it keeps
 * what was typed, shows theirs beside it, and carries the new revision, so that sending it again means it.
 */
export const editForm = (
  posted: FormState,
  revision: number,
  record: Readonly<Record<string, string | string[]>>,
): { form: FormState; revision: string } => {
  if (posted.values['revision'] === undefined) {
    return { form: { values: record, errors: posted.errors }, revision: String(revision) }
  }
  const isConflict = posted.errors.some((error) => error.field === 'revision')
  const seen = posted.values['revision']
  return {
    form: {
      values: posted.values,
      errors: posted.errors.filter((error) => error.field !== 'revision'),
    },
    revision: isConflict ? String(revision) : String(seen),
  }
}
