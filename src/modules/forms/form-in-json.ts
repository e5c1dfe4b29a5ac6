import { z } from 'zod'
import type { ListedForm } from './list-forms.js'
import type { ShownForm } from './show-form.js'

/** A form as REST shows it: every question with its state, and the editions that were finished. */
export const shownAnswer = z.object({
  id: z.string(),
  form: z.string(),
  form_version: z.string(),
  requirement: z.string(),
  scope: z.string(),
  subject: z.string(),
  about: z.string(),
  state: z.string(),
  revision: z.number(),
  complete: z.boolean(),
  outcome: z.string(),
  questions: z.array(
    z.object({
      code: z.string(),
      asks: z.string(),
      kind: z.string(),
      state: z.string(),
      because: z.array(z.string()),
      wants: z.array(z.string()),
      /** The revision to save over; 0 before the first answer. */
      revision: z.number(),
      value: z.unknown(),
      words: z.string(),
      not_applicable_reason: z.string().nullable(),
      answered_by: z.string().nullable(),
      answered_at: z.string().nullable(),
      attachments: z.array(
        z.object({ id: z.string(), title: z.string(), digest: z.string().nullable() }),
      ),
    }),
  ),
  editions: z.array(
    z.object({
      number: z.number(),
      digest: z.string(),
      outcome: z.string(),
      finished_on: z.string(),
      finished_by: z.string(),
    }),
  ),
})

/** A form in the words of REST. */
export const worded = (shown: ShownForm): z.input<typeof shownAnswer> => ({
  id: shown.filled.id,
  form: shown.form.id,
  form_version: shown.filled.formVersion,
  requirement: shown.requirement.id,
  scope: shown.filled.scope,
  subject: shown.filled.subjectId,
  about: shown.subject.name,
  state: shown.word,
  revision: shown.filled.revision,
  complete: shown.judgement.complete,
  outcome: shown.judgement.outcome,
  questions: shown.routed.map((one) => {
    const { code, asks, kind } = one.question
    const stored = shown.answers.get(code)
    return {
      code,
      asks,
      kind,
      state: one.state,
      because: [...one.because],
      wants: [...one.wants],
      revision: stored?.revision ?? 0,
      value: stored?.value ?? null,
      words: stored?.words ?? '',
      not_applicable_reason: stored?.notApplicableReason ?? null,
      answered_by: stored?.answeredByName ?? null,
      answered_at: stored?.answeredAt.toISOString() ?? null,
      attachments: (shown.attached.get(code) ?? []).map(({ id, title, digest }) => ({
        id,
        title,
        digest,
      })),
    }
  }),
  editions: shown.editions.map((one) => ({
    number: one.number,
    digest: one.digest,
    outcome: one.outcome,
    finished_on: one.finishedOn,
    finished_by: one.finishedByName,
  })),
})

/** A page of the list of forms. */
export const listAnswer = z.object({
  items: z.array(
    z.object({
      id: z.string().nullable(),
      form: z.string(),
      name: z.string(),
      requirement: z.string(),
      scope: z.string(),
      subject: z.string(),
      about: z.string(),
      answered: z.number().nullable(),
      changed_at: z.string().nullable(),
      changed_by: z.string().nullable(),
      changed_since_finished: z.boolean(),
    }),
  ),
  previous: z.string().nullable(),
  next: z.string().nullable(),
})

/** A line of that list. */
export const inBrief = (one: ListedForm) => ({
  id: one.id,
  form: one.form,
  name: one.formName,
  requirement: one.requirementId,
  scope: one.scope,
  subject: one.subjectId,
  about: one.subjectName,
  answered: one.started?.answered ?? null,
  changed_at: one.started?.changedAt.toISOString() ?? null,
  changed_by: one.started?.changedByName ?? null,
  changed_since_finished: one.started?.changedSince ?? false,
})
