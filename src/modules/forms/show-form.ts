import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import type { Review } from '#modules/evidence/index.js'
import { progressOf, type FormProgress, type FormSection } from '#modules/framework/index.js'
import { query } from '#registry/query.js'
import { readAnswering } from './answer-store.js'
import { readEditions, readFormAbout, readFormsOf } from './form-store.js'
import { FORM_SCOPES, type Answering, type FilledForm, type FormEdition } from './model.js'
import { answeringSince } from './note-answering.js'
import { readWholeForm, type WholeForm } from './read-whole-form.js'
import { reviewsOf } from './reviews-of-forms.js'
import { requireForm, requireSubject } from './subject.js'

/** How far a section is, in a word or two. */
export type SectionWord = 'Not started' | 'In progress' | 'Complete' | 'Not asked'

/** One section with how far it is. */
export interface SectionProgress {
  section: FormSection
  progress: FormProgress
  word: SectionWord
}

/** A form as it stands, in a word or two. */
export type FormWord =
  | 'Being answered'
  | 'Ready to finish'
  | 'Finished'
  | 'Changed since finished'
  | 'In review'

/** A form with everything a page shows of it. */
export interface ShownForm extends WholeForm {
  sections: readonly SectionProgress[]
  word: FormWord
  /** What was signed of it, or is relied on instead, and must be looked at again. */
  reviews: readonly Review[]
  /** Other people who have a section open. */
  others: readonly Answering[]
  /** Latest first. */
  editions: readonly FormEdition[]
}

/** One form of one's own: answers, progress, who else is answering, editions. Throws NotFound and NotAllowed. */
export const showForm = query({
  name: 'forms.show-form',
  allow: ['signed-in'],
  input: z.object({ id: z.string().max(60) }),
  async run({ db, read, actor, now }, { id }): Promise<ShownForm> {
    const whole = await readWholeForm({ db, read, actor }, id)
    const reviews = await reviewsOf(db, whole.filled, londonDate(now))
    const answering = await readAnswering(db, id, answeringSince(now))
    return {
      ...whole,
      sections: whole.form.sections.map((section) => sectionProgress(section, whole)),
      word: wordOf(whole, reviews),
      reviews,
      others: answering.filter((one) => one.personId !== actor.id),
      editions: await readEditions(db, id),
    }
  },
})

const sectionProgress = (section: FormSection, whole: WholeForm): SectionProgress => {
  const progress = progressOf(whole.routed.filter((one) => one.section === section))
  return { section, progress, word: sectionWord(progress) }
}

const sectionWord = ({ asked, answered, missing, waiting }: FormProgress): SectionWord => {
  if (asked === 0 && waiting.length === 0) return 'Not asked'
  if (missing.length === 0 && waiting.length === 0) return 'Complete'
  return answered === 0 ? 'Not started' : 'In progress'
}

const wordOf = ({ filled, judgement }: WholeForm, reviews: readonly Review[]): FormWord => {
  if (filled.finishedRevision === filled.revision)
    return reviews.length > 0 ? 'In review' : 'Finished'
  if (filled.finishedRevision !== null) return 'Changed since finished'
  return judgement.complete ? 'Ready to finish' : 'Being answered'
}

const aboutInput = z.object({
  form: z.string().max(60),
  scope: z.enum(FORM_SCOPES),
  subjectId: z.string().max(60),
})

/** What there is before a form is started: what it is about, whether it is there, and what can be carried over. */
export const findForm = query({
  name: 'forms.find-form',
  allow: ['signed-in'],
  input: aboutInput,
  async run({ db, actor, organisationId }, input) {
    const { form, requirement } = await requireForm(db, actor, input.form)
    const subject = await requireSubject(db, actor, input)
    const found = await readFormAbout(db, organisationId(), form.id, subject)
    const isShared = form.sections.some((section) => section.shared)
    const like = isShared ? await readFormsOf(db, organisationId(), form.id) : []
    const copyFrom: { id: string; name: string }[] = []
    for (const one of like)
      copyFrom.push({ id: one.id, name: (await requireSubject(db, actor, one)).name })
    return { form, requirement, subject, id: found?.id ?? null, copyFrom }
  },
})

/** How far the form about a subject is; null before it is started. */
export const formProgress = query({
  name: 'forms.progress',
  allow: ['signed-in'],
  input: aboutInput,
  async run({ db, read, actor, now, organisationId }, input) {
    const { form } = await requireForm(db, actor, input.form)
    const found = await readFormAbout(db, organisationId(), form.id, input)
    if (!found) return null
    const whole = await readWholeForm({ db, read, actor }, found.id)
    const reviews = await reviewsOf(db, found, londonDate(now))
    return { ...inBrief(found), word: wordOf(whole, reviews), progress: whole.judgement.progress }
  },
})

const inBrief = ({ id, changedAt, changedByName }: FilledForm) => ({ id, changedAt, changedByName })
