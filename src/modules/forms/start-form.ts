import { Invalid } from '#kernel/errors.js'
import type { GuidedForm } from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import type { Tx } from '#registry/handles.js'
import { insertAnswers, latestOf, readAnswerHistory } from './answer-store.js'
import { insertFilledForm, readFormAbout, requireFilledForm } from './form-store.js'
import { MAY_ANSWER_FORMS, startFormInput, type StoredAnswer } from './model.js'
import { checkMayAnswerForm, requireForm, requireSubject, scopeOf } from './subject.js'

/**
 * Starts a form about a subject, or answers the one there is. From another form of one's own the answers
 * of its shared sections are carried over, to be read through again. Throws NotFound, NotAllowed, and
 * Invalid for a form about something else.
 */
export const startForm = command({
  name: 'forms.start-form',
  allow: MAY_ANSWER_FORMS,
  input: startFormInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    const { form, requirement } = requireForm(input.form)
    if (scopeOf(requirement) !== input.scope)
      throw new Invalid([{ field: 'scope', message: `${form.name} is about something else.` }])
    const subject = await requireSubject(tx, actor, input)
    checkMayAnswerForm(actor, requirement, subject)
    const found = await readFormAbout(tx, organisationId(), form.id, subject)
    if (found) return { result: { id: found.id }, audit: 'nothing-changed', events: [] }
    const filled = {
      id: newId('frm'),
      organisationId: organisationId(),
      formId: form.id,
      formVersion: form.version,
      scope: subject.scope,
      subjectId: subject.subjectId,
    }
    const told = { by: actor, at: now }
    await insertFilledForm(tx, filled, told)
    const carried = input.copyFrom === null ? [] : await sharedAnswers(tx, form, input.copyFrom)
    await insertAnswers(
      tx,
      filled,
      carried.map((one) => ({ ...one, revision: 1 })),
      told,
    )
    return {
      result: { id: filled.id },
      audit: {
        subject: subject.record,
        after: {
          form: form.name,
          version: form.version,
          about: subject.name,
          ...(carried.length > 0 ? { carriedOver: carried.map((one) => one.code) } : {}),
        },
      },
      events: [],
    }
  },
})

/** The answers of the shared sections of another form of the same kind. Throws NotFound and Invalid. */
const sharedAnswers = async (tx: Tx, form: GuidedForm, fromId: string): Promise<StoredAnswer[]> => {
  const from = await requireFilledForm(tx, fromId)
  if (from.formId !== form.id)
    throw new Invalid([{ field: 'copyFrom', message: 'Carry over from a form of the same kind.' }])
  const shared = form.sections
    .filter((section) => section.shared)
    .flatMap((section) => section.questions.map((one) => one.code))
  const latest = latestOf(await readAnswerHistory(tx, fromId))
  return [...latest.values()].filter((one) => shared.includes(one.code))
}
