import { sql, type RawBuilder } from 'kysely'
import type { Review } from '#modules/evidence/index.js'
import type { DeploymentFacts } from '#modules/framework/index.js'
import { escapeLike } from '#registry/escape-like.js'
import type { ReadDb } from '#registry/handles.js'
import { seek } from '#registry/keyset.js'
import { FORM_SCOPES, type FormScope } from './model.js'
import { scopesAnswered } from './rules.js'

/** A form that was started, in one line. */
export interface StartedRow {
  id: string
  formId: string
  scope: FormScope
  subjectId: string
  subjectName: string
  /** Questions with an answer. */
  answered: number
  changedAt: Date
  changedByName: string
  /** True where an edition was finished and answers changed since. */
  changedSince: boolean
}

/** What started forms are narrowed to. */
export interface StartedFilter {
  organisationId: string
  state: 'under-way' | 'finished' | 'in-review'
  search: string
  /** Forms whose names fit the search. */
  fitting: readonly string[]
  /** What must be looked at again of what forms answer. */
  reviews: readonly ReviewOfForm[]
  cursor: string | undefined
  most: number
}

/** The forms of an organisation that were started, by state, last changed first. */
export const readStarted = async (db: ReadDb, filter: StartedFilter): Promise<StartedRow[]> => {
  const order = { value: sql`f.changed_at`, id: sql`f.id`, descending: true }
  const { where, orderBy } = seek(order, filter.cursor)
  const { rows } = await sql<StartedRow>`
    select f.id, f.form_id as "formId", f.scope, f.subject_id as "subjectId", ${NAME} as "subjectName",
      f.changed_at as "changedAt", f.changed_by_name as "changedByName",
      f.finished_revision is not null and f.finished_revision <> f.revision as "changedSince",
      (select count(distinct a.code)::integer from form_answers a where a.filled_form_id = f.id) as answered
      from filled_forms f ${NAMED}
     where f.organisation_id = ${filter.organisationId} and ${inState(filter)}
       and (${NAME} ilike ${`%${escapeLike(filter.search)}%`} or f.form_id = any(${[...filter.fitting]}::text[]))
       and ${where}
     order by ${orderBy} limit ${filter.most}`.execute(db)
  return rows
}

const NAME = sql`coalesce(p.name || ': ' || u.title, p.name || ' ' || v.name, o.name, '')`
const NAMED = sql`
  left join deployments d on f.scope = 'deployment' and d.id = f.subject_id
  left join use_cases u on u.id = d.use_case_id
  left join versions v on f.scope = 'product_version' and v.id = f.subject_id
  left join products p on p.id = coalesce(d.product_id, v.product_id)
  left join organisations o on f.scope in ('supplier', 'adopter') and o.id = f.subject_id`

const FINISHED = sql`f.finished_revision is not distinct from f.revision`

const inState = ({ state, reviews }: StartedFilter): RawBuilder<unknown> => {
  if (state === 'under-way') return sql`not (${FINISHED})`
  const review = sql`exists (select 1 from ${reviewsOfForms(reviews)} where ${BEARS})`
  return state === 'in-review' ? sql`${FINISHED} and ${review}` : sql`${FINISHED} and not ${review}`
}

/** Something that must be looked at again, and the form that answers it. */
export type ReviewOfForm = Review & { formId: string }

const reviewsOfForms = (reviews: readonly ReviewOfForm[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(
    reviews.map(({ formId, scope, subjectId }, place) => ({
      form: formId,
      scope,
      subject: subjectId,
      place,
    })),
  )}::jsonb) as r (form text, scope text, subject text, place integer)`

/** What a deployment `d` of product `p` draws on, by scope; a form about it is `f`. */
const DRAWN_ON: Readonly<Record<FormScope, RawBuilder<unknown>>> = {
  deployment: sql`d.id`,
  product_version: sql`d.version_id`,
  supplier: sql`p.supplier_id`,
  adopter: sql`f.organisation_id`,
}

const BEARS = sql`r.form = f.form_id and (${sql.join(
  FORM_SCOPES.flatMap((about) =>
    scopesAnswered(about).map((kept) => {
      const subject = kept === about ? sql`f.subject_id` : DRAWN_ON[kept]
      return sql`(f.scope = ${about} and r.scope = ${kept} and r.subject = ${subject})`
    }),
  ),
  sql` or `,
)})`

/** Which of some things to look at again concern one form. */
export const readReviewsOfForm = async (
  db: ReadDb,
  formId: string,
  reviews: readonly ReviewOfForm[],
): Promise<ReviewOfForm[]> => {
  if (reviews.length === 0) return []
  const { rows } = await sql<{ place: number }>`
    select r.place from filled_forms f ${NAMED}, ${reviewsOfForms(reviews)}
     where f.id = ${formId} and ${BEARS} order by r.place`.execute(db)
  return rows.flatMap(({ place }) => reviews[place] ?? [])
}

/** Something that forms can be about, with those that were started about it. */
export interface SubjectRow {
  scope: FormScope
  id: string
  name: string
  /** Of the deployments that ask; none where no deployment does. */
  facts: readonly DeploymentFacts[]
  started: readonly string[]
  /** Requirements that are signed, or relied on, without the form. */
  settled: readonly string[]
}

/** What forms of an organisation can be about, in the order of ids after one; at most so many. */
export const readSubjects = async (
  db: ReadDb,
  organisationId: string,
  after: string,
  most: number,
): Promise<SubjectRow[]> => {
  const { rows } = await sql<SubjectRow>`
    with own as (
      select d.id, d.version_id, d.facts, p.name || ': ' || u.title as name
        from deployments d join products p on p.id = d.product_id join use_cases u on u.id = d.use_case_id
       where d.organisation_id = ${organisationId} and d.state <> 'ceased'),
    subjects as (
      select 'deployment' as scope, id, name, jsonb_build_array(facts) as facts from own
      union all
      select 'product_version', v.id, p.name || ' ' || v.name,
        coalesce((select jsonb_agg(own.facts) from own where own.version_id = v.id), '[]')
        from versions v join products p on p.id = v.product_id
       where p.supplier_id = ${organisationId} or v.id in (select version_id from own)
      union all
      select case when kind = 'supplier' then 'supplier' else 'adopter' end, id, name, '[]'
        from organisations where id = ${organisationId})
    select s.*, array(
      select f.form_id from filled_forms f
       where f.organisation_id = ${organisationId} and f.scope = s.scope and f.subject_id = s.id) as started,
      array(
      select a.requirement_id from acceptances a
       where a.organisation_id = ${organisationId} and a.scope = s.scope and a.subject_id = s.id and a.ended_at is null
      union
      select a.requirement_id from signed_answers a
       where a.organisation_id = ${organisationId} and a.scope = s.scope and a.subject_id = s.id
         and a.superseded_at is null and a.withdrawn_at is null) as settled
      from subjects s where s.id > ${after} order by s.id limit ${most}`.execute(db)
  return rows
}
