import type { Actor } from '#kernel/actor.js'
import {
  askedQuestions,
  judgeForm,
  type FormJudgement,
  type GuidedForm,
  type Requirement,
  type RoutedQuestion,
} from '#modules/framework/index.js'
import type { ReadDb } from '#registry/handles.js'
import type { QueryContext } from '#registry/query.js'
import { latestOf, readAnswerHistory, readAttachments } from './answer-store.js'
import { requireFilledForm } from './form-store.js'
import type { FilledForm, StoredAnswer } from './model.js'
import { requireForm, requireSubject, type NamedSubject } from './subject.js'
import { readDocumentsOf, type FormDocument } from './use-as-evidence.js'

/** A form with everything that was answered and attached, routed and judged. */
export interface WholeForm {
  filled: FilledForm
  form: GuidedForm
  requirement: Requirement
  subject: NamedSubject
  routed: readonly RoutedQuestion[]
  judgement: FormJudgement
  /** The answers that count, by code. */
  answers: ReadonlyMap<string, StoredAnswer>
  /** Everything that was answered, the earliest first. */
  history: readonly StoredAnswer[]
  /** What is attached and counts, by code. */
  attached: ReadonlyMap<string, readonly FormDocument[]>
}

/** Reads a form of the actor's organisation, whole. Throws NotFound and NotAllowed. */
export const readWholeForm = async (
  { db, read, actor }: { db: ReadDb; read: QueryContext['read']; actor: Actor },
  id: string,
): Promise<WholeForm> => {
  const filled = await requireFilledForm(db, id)
  const { form, requirement } = requireForm(filled.formId)
  const subject = await requireSubject(db, actor, filled)
  const history = await readAnswerHistory(db, id)
  const answers = latestOf(history)
  const documents = await readDocumentsOf({ read }, filled, requirement)
  const attached = new Map<string, FormDocument[]>()
  for (const { code, documentId } of await readAttachments(db, id)) {
    const document = documents.get(documentId)
    if (document) attached.set(code, [...(attached.get(code) ?? []), document])
  }
  const routed = askedQuestions(form, givenOf(answers, attached))
  const judgement = judgeForm(routed)
  return { filled, form, requirement, subject, routed, judgement, answers, history, attached }
}

const givenOf = (
  answers: WholeForm['answers'],
  attached: ReadonlyMap<string, readonly FormDocument[]>,
) =>
  Object.fromEntries(
    [...new Set([...answers.keys(), ...attached.keys()])].map((code) => {
      const { value = null, words = '', notApplicableReason = null } = answers.get(code) ?? {}
      const attachments = attached.get(code)?.length ?? 0
      return [code, { value, words, notApplicableReason, attachments }]
    }),
  )
