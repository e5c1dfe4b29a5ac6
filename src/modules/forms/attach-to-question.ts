import type { Actor } from '#kernel/actor.js'
import { NotFound } from '#kernel/errors.js'
import { lookedAtBefore } from '#modules/evidence/index.js'
import { questionsOf, type FormQuestion } from '#modules/framework/index.js'
import { command, type CommandContext } from '#registry/command.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import { insertAttachment, readAttachments } from './answer-store.js'
import { requireFilledForm, touchFilledForm } from './form-store.js'
import {
  attachFileInput,
  attachLinkInput,
  MAY_ANSWER_FORMS,
  mayAttachInput,
  takeOffInput,
} from './model.js'
import { checkMayAnswerForm, requireForm, requireSubject } from './subject.js'
import type { EvidenceDoors } from './use-as-evidence.js'

/** Makes the question whether a file may be attached there, asked before the file is looked at. */
export const checkMayAttachThrough = (evidence: EvidenceDoors) =>
  query({
    name: 'forms.check-may-attach',
    allow: MAY_ANSWER_FORMS,
    input: mayAttachInput,
    async run({ db: tx, actor, read }, { id, code, ...file }) {
      const { filled, requirement } = await requireQuestion({ tx, actor }, id, code)
      return evidence.checkMayAttach({ read }, filled, requirement, file)
    },
  })

/** Makes the command that attaches a file to a question; it becomes a document of the requirement's evidence. */
export const attachFileThrough = (evidence: EvidenceDoors) =>
  command({
    name: 'forms.attach-file',
    allow: MAY_ANSWER_FORMS,
    input: attachFileInput,
    async run(context, { id, code, ...file }) {
      const asked = await requireQuestion(context, id, code)
      const added = await evidence.attachFile(context, asked.filled, asked.requirement, file)
      return attach(context, asked, { id: added.id, title: file.title })
    },
  })

/** Makes the way that pages and routes attach a file to a question (`lookedAtBefore`). */
export const attachGivenFileThrough = (evidence: EvidenceDoors) =>
  lookedAtBefore(checkMayAttachThrough(evidence), attachFileThrough(evidence))

/** Makes the command that attaches a link to a question. */
export const attachLinkThrough = (evidence: EvidenceDoors) =>
  command({
    name: 'forms.attach-link',
    allow: MAY_ANSWER_FORMS,
    input: attachLinkInput,
    async run(context, { id, code, ...link }) {
      const asked = await requireQuestion(context, id, code)
      const added = await evidence.attachLink(context, asked.filled, asked.requirement, link)
      return attach(context, asked, { id: added.id, title: link.title })
    },
  })

/** Makes the command that takes an attachment off: the document is withdrawn and stays on record. */
export const takeOffThrough = (evidence: EvidenceDoors) =>
  command({
    name: 'forms.take-off-attachment',
    allow: MAY_ANSWER_FORMS,
    input: takeOffInput,
    async run(context, { id, code, documentId, reason }) {
      const asked = await requireQuestion(context, id, code)
      const attached = await readAttachments(context.tx, id)
      if (!attached.some((one) => one.code === code && one.documentId === documentId))
        throw new NotFound('This is not attached to this question.')
      await evidence.withdraw(context, documentId, reason)
      await touchFilledForm(context.tx, id, { byName: context.actor.name, at: context.now })
      return {
        result: { id, code },
        audit: {
          subject: asked.subject.record,
          before: { form: asked.form.name, question: code, document: documentId },
          after: { form: asked.form.name, question: code, document: null },
          reason,
        },
        events: [],
      }
    },
  })

const requireQuestion = async (
  { tx, actor }: { tx: ReadDb; actor: Actor },
  id: string,
  code: string,
) => {
  const filled = await requireFilledForm(tx, id)
  const { form, requirement } = await requireForm(tx, actor, filled.formId)
  const subject = await requireSubject(tx, actor, filled)
  checkMayAnswerForm(actor, requirement, subject)
  const question = questionsOf(form).find((one) => one.code === code)
  if (!question) throw new NotFound('This form asks no such question.')
  return { filled, form, requirement, subject, question }
}

const attach = async (
  { tx, actor, now }: CommandContext,
  asked: Awaited<ReturnType<typeof requireQuestion>> & { question: FormQuestion },
  document: { id: string; title: string },
) => {
  const { filled, form, subject, question } = asked
  await insertAttachment(tx, filled, { code: question.code, documentId: document.id }, now)
  await touchFilledForm(tx, filled.id, { byName: actor.name, at: now })
  return {
    result: { documentId: document.id },
    audit: {
      subject: subject.record,
      after: { form: form.name, question: question.code, document: document.title },
    },
    events: [],
  }
}
