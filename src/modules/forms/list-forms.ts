import { z } from 'zod'
import { decodeCursor, encodeCursor, LARGEST_PAGE } from '#kernel/paging.js'
import { londonDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { evaluateApplies, type Framework } from '#modules/framework/index.js'
import type { ReadDb } from '#registry/handles.js'
import { cutPage } from '#registry/keyset.js'
import { query } from '#registry/query.js'
import { readStarted, readSubjects, type SubjectRow } from './list-store.js'
import { reviewsOfForms } from './reviews-of-forms.js'
import type { FormScope } from './model.js'
import { scopeOf } from './subject.js'

/** How far a form of an organisation is; each form is in one of them. */
export const FORM_STATES = ['not-started', 'under-way', 'finished', 'in-review'] as const
export type FormState = (typeof FORM_STATES)[number]

const FORMS_ON_A_PAGE = 25

/** One form of an organisation about one thing. */
export interface ListedForm {
  /** Null before it is started. */
  id: string | null
  form: string
  formName: string
  requirementId: string
  scope: FormScope
  subjectId: string
  subjectName: string
  /** Null before it is started. */
  started: {
    answered: number
    changedAt: Date
    changedByName: string
    changedSince: boolean
  } | null
}

/** What listing forms takes. */
export const listFormsInput = z.object({
  state: z.enum(FORM_STATES, { error: 'Choose how far the forms are.' }).default('under-way'),
  /** Words of the form's name or of what it is about. */
  search: z.string().trim().max(200).default(''),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(FORMS_ON_A_PAGE),
})

type Input = z.output<typeof listFormsInput>

/**
 * The forms of one's own organisation in one state, a page at a time: those that were started last changed
 * first; those that are asked, not started and not settled otherwise by what they are about. Throws Invalid
 * for an old cursor.
 */
export const listForms = query({
  name: 'forms.list-forms',
  allow: ['signed-in'],
  input: listFormsInput,
  async run({ db, now, organisationId }, input) {
    const framework = await agreedWayFor(db, organisationId())
    if (input.state === 'not-started') return listNotStarted(db, framework, organisationId(), input)
    const kinds = kindsOf(framework)
    const rows = await readStarted(db, {
      organisationId: organisationId(),
      state: input.state,
      search: input.search,
      fitting: kinds.filter((one) => fits(one.name, input.search)).map((one) => one.id),
      reviews:
        input.state === 'under-way'
          ? []
          : await reviewsOfForms(db, organisationId(), londonDate(now)),
      cursor: input.cursor,
      most: input.limit + 1,
    })
    const listed = rows.map(({ answered, changedAt, changedByName, changedSince, ...row }) => {
      const kind = kinds.find((one) => one.id === row.formId)
      return {
        id: row.id,
        form: row.formId,
        // A form that the agreed way no longer has keeps its answers and its id.
        formName: kind?.name ?? row.formId,
        requirementId: kind?.requirementId ?? '',
        scope: row.scope,
        subjectId: row.subjectId,
        subjectName: row.subjectName,
        started: { answered, changedAt, changedByName, changedSince },
      }
    })
    return cutPage<ListedForm>(listed, input.limit, input.cursor, (one) => ({
      value: one.started?.changedAt.toISOString() ?? '',
      id: one.id ?? '',
    }))
  },
})

/** A form with the requirement that names it. */
interface FormKind {
  id: string
  name: string
  requirementId: string
  scope: FormScope
  applies: Framework['requirements'][number]['applies']
}

const kindsOf = (framework: Framework): FormKind[] =>
  framework.forms.flatMap(({ id, name }) => {
    const requirement = framework.requirements.find((one) => one.form === id)
    if (!requirement) return []
    const { applies } = requirement
    return [{ id, name, requirementId: requirement.id, scope: scopeOf(requirement), applies }]
  })

const fits = (text: string, search: string): boolean =>
  search !== '' && text.toLowerCase().includes(search.toLowerCase())

const SUBJECTS_AT_ONCE = 100

// Whether a form is asked is known by the rules only, so that subjects are read until the page is full.
const listNotStarted = async (
  db: ReadDb,
  framework: Framework,
  organisationId: string,
  { search, cursor, limit }: Input,
): Promise<{ rows: readonly ListedForm[]; previous: null; next: string | null }> => {
  const kinds = kindsOf(framework)
  let [after = ''] = cursor ? decodeCursor(cursor, 1).map(String) : []
  const found: ListedForm[] = []
  for (;;) {
    const subjects = await readSubjects(db, organisationId, after, SUBJECTS_AT_ONCE)
    for (const subject of subjects) {
      const missing = notStarted(subject, kinds, framework, search)
      if (found.length > 0 && found.length + missing.length > limit)
        return { rows: found, previous: null, next: encodeCursor([after]) }
      found.push(...missing)
      after = subject.id
    }
    if (subjects.length < SUBJECTS_AT_ONCE) return { rows: found, previous: null, next: null }
  }
}

/**
 * The forms that are asked about a subject and were not started, as far as they fit a search; what is signed
 * already, or taken over from others, is not asked again. Pure.
 */
const notStarted = (
  subject: SubjectRow,
  kinds: readonly FormKind[],
  framework: Pick<Framework, 'facts'>,
  search: string,
): ListedForm[] =>
  kinds
    .filter(
      ({ id, scope, requirementId }) =>
        scope === subject.scope &&
        !subject.started.includes(id) &&
        !subject.settled.includes(requirementId),
    )
    .filter(
      ({ applies }) =>
        // The file of a version that nobody here runs is its supplier's to complete.
        subject.facts.length === 0 ||
        subject.facts.some((facts) => evaluateApplies(applies, facts, framework.facts).applies),
    )
    .filter(({ name }) => search === '' || fits(name, search) || fits(subject.name, search))
    .map(({ id, name, requirementId }) => ({
      id: null,
      form: id,
      formName: name,
      requirementId,
      scope: subject.scope,
      subjectId: subject.id,
      subjectName: subject.name,
      started: null,
    }))
