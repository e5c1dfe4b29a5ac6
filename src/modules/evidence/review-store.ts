import { sql } from 'kysely'
import type { CalendarDate } from '#kernel/time.js'
import {
  askedOf,
  detailDigest,
  requirementDigest,
  type Framework,
} from '#modules/framework/index.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { Kept, SignedAnswer } from './model.js'
import { toSigned } from './signed-store.js'
import { about, isInUse, withNames } from './waiting-store.js'

/** Who of a system, or of none, has signed or accepted something for a requirement; for jobs. */
export const readOrganisationsAsked = async (
  db: ReadDb,
  systemId: string | null,
  requirementIds: readonly string[],
): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ organisation_id: string; organisation_name: string }>`
    select * from organisations_asked(${systemId}, ${sql.val([...requirementIds])}::text[])`.execute(
    db,
  )
  return rows.map((row) => ({ id: row.organisation_id, name: row.organisation_name }))
}

/** What an organisation signed for some requirements that counts and is not under review. */
export const readAsked = async (
  db: ReadDb,
  organisationId: string,
  requirementIds: readonly string[],
): Promise<SignedAnswer[]> => {
  const rows = await db
    .selectFrom('signed_answers')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('requirement_id', '=', sql<string>`any(${sql.val([...requirementIds])}::text[])`)
    .where('superseded_at', 'is', null)
    .where('review_since', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(toSigned)
}

/** Puts signed answers under review by their ids; those that are already stay. Returns which. */
export const putUnderReview = async (
  tx: Tx,
  ids: readonly string[],
  since: string,
  at: Date,
): Promise<SignedAnswer[]> => {
  const rows = await tx
    .updateTable('signed_answers')
    .set({ review_since: since, review_at: at })
    .where('id', '=', sql<string>`any(${sql.val([...ids])}::text[])`)
    .where('superseded_at', 'is', null)
    .where('review_since', 'is', null)
    .returningAll()
    .execute()
  return rows.map(toSigned)
}

const MOST_IN_DOUBT = 2000

/**
 * What an organisation signed and still uses that is under review, has expired, or was signed for a
 * requirement that is another by its digest, its signatories or its time; the soonest to end first.
 * Why it is another is for `changedSince` to say.
 */
export const readDoubtful = async (
  db: ReadDb,
  organisationId: string,
  framework: Framework,
  today: CalendarDate,
): Promise<(SignedAnswer & { about: string })[]> => {
  const { rows } = await sql<Parameters<typeof toSigned>[0] & { about: string }>`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(askedNow(framework))}::jsonb)
        as r (requirement_id text, part text, digest text, detail text, roles jsonb, months integer))
    select a.*, ${about} as about
      from signed_answers a ${withNames}
      left join asked r on r.requirement_id = a.requirement_id and r.part = a.part
     where a.organisation_id = ${organisationId} and a.superseded_at is null and ${isInUse}
       and (a.review_since is not null or a.in_date_until < ${today}
         or a.detail_digest <> r.detail
         or (a.requirement_digest is not null and (a.requirement_digest <> r.digest
           or not r.roles ? a.role
           or coalesce(a.in_date_until, 'infinity') > a.signed_on + make_interval(months => r.months))))
     order by a.in_date_until, a.id limit ${MOST_IN_DOUBT}`.execute(db)
  return rows.map((row) => ({ ...toSigned(row), about: row.about }))
}

// What has parts may have been signed as a whole, before it had them.
const askedNow = (framework: Framework) =>
  framework.requirements.flatMap((whole) => {
    const asked = whole.parts.length === 0 ? [] : [{ part: '', requirement: whole }]
    return [...asked, ...askedOf(whole)].map(({ part, requirement }) => {
      const months = requirement.renewal.flatMap((one) => ('months' in one ? [one.months] : []))
      return {
        requirement_id: whole.id,
        part,
        digest: requirementDigest(requirement),
        detail: detailDigest(framework, requirement),
        roles: requirement.signedBy,
        months: months.length === 0 ? null : Math.min(...months),
      }
    })
  })

/** Which of some places an organisation has signed something for itself. */
export const readPlacesSigned = async (
  db: ReadDb,
  organisationId: string,
  places: readonly Omit<Kept, 'organisationId'>[],
): Promise<Omit<Kept, 'organisationId'>[]> => {
  if (places.length === 0) return []
  const wanted = places.map(({ scope, subjectId, requirementId, part }) => ({
    scope,
    subject_id: subjectId,
    requirement_id: requirementId,
    part,
  }))
  const { rows } = await sql<Omit<Kept, 'organisationId'>>`
    select a.scope, a.subject_id as "subjectId", a.requirement_id as "requirementId", a.part
      from signed_answers a
      join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        as p (scope text, subject_id text, requirement_id text, part text) using (scope, subject_id, requirement_id, part)
     where a.organisation_id = ${organisationId} and a.superseded_at is null`.execute(db)
  return rows
}
