import { NotFound } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { readAnswering, upsertAnswering } from './answer-store.js'
import { requireFilledForm } from './form-store.js'
import { ANSWERING_MINUTES, MAY_ANSWER_FORMS, noteAnsweringInput } from './model.js'
import { checkMayAnswerForm, requireForm, requireSubject } from './subject.js'

/** The instant since when somebody counts as answering. */
export const answeringSince = (now: Date): Date =>
  new Date(now.getTime() - ANSWERING_MINUTES * 60_000)

/**
 * Notes that somebody has a section open, so that others see it. It stands in no audit: looking at a page
 * changes nothing in the record, and would bury what did.
 */
export const noteAnswering = command({
  name: 'forms.note-answering',
  allow: MAY_ANSWER_FORMS,
  input: noteAnsweringInput,
  async run({ tx, actor, now }, input) {
    const filled = await requireFilledForm(tx, input.id)
    const { form, requirement } = await requireForm(tx, actor, filled.formId)
    const subject = await requireSubject(tx, actor, filled)
    checkMayAnswerForm(actor, requirement, subject)
    const section = form.sections.find((one) => one.id === input.section)
    if (!section) throw new NotFound('This form has no such section.')
    const here = await readAnswering(tx, filled.id, answeringSince(now))
    const isNew = !here.some((one) => one.personId === actor.id)
    await upsertAnswering(
      tx,
      filled,
      { personId: actor.id, personName: actor.name, sectionId: section.id, seenAt: now },
      isNew,
    )
    return { result: null, audit: 'nothing-changed', events: [] }
  },
})
