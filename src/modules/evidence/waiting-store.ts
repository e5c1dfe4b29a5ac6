import { sql } from 'kysely'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import type { SubjectScope } from './model.js'

/** Something signed or drafted that waits for somebody, and what it is about. */
export interface WaitingRow {
  scope: SubjectScope
  subjectId: string
  /** The product, with its version where it is about one, or the organisation. */
  about: string
  requirementId: string
  part: string
}

/** A signed answer that ends soon. */
export interface EndingRow extends WaitingRow {
  id: string
  inDateUntil: string
}

const MOST = 100
const MOST_DEPLOYMENTS = 20

/** The signed answers of an organisation that end between two days and are not under review, soonest first. */
export const readEnding = async (
  db: ReadDb,
  organisationId: string,
  from: CalendarDate,
  by: CalendarDate,
): Promise<EndingRow[]> => {
  const { rows } = await sql<EndingRow>`
    select a.id, a.scope, a.subject_id as "subjectId", ${about} as about, a.requirement_id as "requirementId",
      a.part, a.in_date_until as "inDateUntil"
      from signed_answers a ${withNames}
     where a.organisation_id = ${organisationId} and a.superseded_at is null and ${isInUse}
       and a.in_date_until between ${from} and ${by} and a.review_since is null
     order by a.in_date_until, a.id limit ${MOST}`.execute(db)
  return rows
}

/** The drafts of an organisation that nobody has signed as they stand, last changed first. */
export const readUnsigned = async (db: ReadDb, organisationId: string): Promise<WaitingRow[]> => {
  const { rows } = await sql<WaitingRow>`
    select a.scope, a.subject_id as "subjectId", ${about} as about, a.requirement_id as "requirementId", a.part
      from answer_drafts a ${withNames}
      left join signed_answers s on s.organisation_id = a.organisation_id and s.scope = a.scope
        and s.subject_id = a.subject_id and s.requirement_id = a.requirement_id and s.part = a.part
        and s.superseded_at is null
     where a.organisation_id = ${organisationId} and ${isInUse}
       and (s.id is null or s.draft_revision < a.revision)
     order by a.changed_at desc limit ${MOST}`.execute(db)
  return rows
}

/** What a row `a` is about, in words; with `withNames`. */
export const about = sql`coalesce(p.name || coalesce(' ' || v.name, ''), o.name, '')`
/** Joins what a row `a` with a scope and subject is about. */
export const withNames = sql`
  left join deployments d on d.id = a.deployment_id
  left join versions v on a.scope = 'product_version' and v.id = a.subject_id
  left join products p on p.id = coalesce(d.product_id, v.product_id)
  left join organisations o on a.scope in ('supplier', 'adopter') and o.id = a.subject_id`

/** Nobody is reminded of a deployment that ceased, nor of a version that is neither run nor supplied here. */
export const isInUse = sql`(d.id is null or d.state <> 'ceased')
  and (a.scope <> 'product_version' or p.supplier_id = a.organisation_id or exists (
    select 1 from deployments r where r.version_id = a.subject_id
      and r.organisation_id = a.organisation_id and r.state <> 'ceased'))`

/** The deployments of an organisation before business as usual, with what they have begun to answer. */
export const readBegun = (db: ReadDb, organisationId: string) =>
  db
    .selectFrom('deployments')
    .innerJoin('products', 'products.id', 'deployments.product_id')
    .innerJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .select([
      'deployments.id',
      'products.name as product',
      'use_cases.title as use',
      'deployments.facts',
    ])
    .select((select) =>
      select
        .selectFrom('answer_drafts')
        .select((inner) => inner.fn<string[]>('array_agg', ['requirement_id']).as('begun'))
        .whereRef('answer_drafts.organisation_id', '=', 'deployments.organisation_id')
        .where(
          sql<boolean>`((answer_drafts.scope, answer_drafts.subject_id) in (('deployment', deployments.id),
            ('adopter', deployments.organisation_id), ('supplier', products.supplier_id),
            ('product_version', deployments.version_id)))`,
        )
        .as('begun'),
    )
    .where('deployments.organisation_id', '=', organisationId)
    .where('deployments.state', '=', 'running')
    .where('deployments.stage', 'in', ['assess', 'pilot', 'implement'])
    .orderBy('deployments.changed_at', 'desc')
    .limit(MOST_DEPLOYMENTS)
    .execute()
