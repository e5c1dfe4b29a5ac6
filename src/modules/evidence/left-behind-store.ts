import { sql } from 'kysely'
import type { ReadDb } from '#registry/handles.js'

/** What was signed or accepted for another version of a product than the one that runs here. */
export interface LeftBehindRow {
  /** One of the deployments that run it. */
  deploymentId: string
  /** The version that runs. */
  versionId: string
  /** The product with the version that runs. */
  about: string
  requirementId: string
  part: string
  /** The version it was for. */
  earlier: string
  /** Whose assessment was accepted; null where it was signed here. */
  sourceName: string | null
}

const MOST = 200

/**
 * What an organisation holds for another version of a product than it runs and has not signed or accepted
 * again since, the latest of each requirement. Gates read it as under review (on-file.ts).
 */
export const readLeftBehind = async (
  db: ReadDb,
  organisationId: string,
): Promise<LeftBehindRow[]> => {
  const { rows } = await sql<LeftBehindRow>`
    with running as (
      select d.product_id, d.version_id, min(d.id) as id
        from deployments d
       where d.organisation_id = ${organisationId} and d.state <> 'ceased' and d.version_id is not null
       group by d.product_id, d.version_id
    ), held as (
      select s.subject_id as version_id, s.requirement_id, s.part, null as source_name, s.signed_at as at
        from signed_answers s
       where s.organisation_id = ${organisationId} and s.scope = 'product_version' and s.superseded_at is null
      union all
      select a.subject_id, a.requirement_id, a.part, a.source_name, a.accepted_at
        from acceptances a
       where a.organisation_id = ${organisationId} and a.scope = 'product_version' and a.ended_at is null
    )
    select distinct on (r.version_id, h.requirement_id, h.part)
      r.id as "deploymentId", r.version_id as "versionId", p.name || ' ' || here.name as about, h.requirement_id as "requirementId",
      h.part, v.name as earlier, h.source_name as "sourceName"
      from running r
      join products p on p.id = r.product_id
      join versions here on here.id = r.version_id
      join versions v on v.product_id = r.product_id and v.id <> r.version_id
      join held h on h.version_id = v.id
     where not exists (select 1 from held k where k.version_id = r.version_id
       and k.requirement_id = h.requirement_id and k.part = h.part)
     order by r.version_id, h.requirement_id, h.part, h.at desc
     limit ${MOST}`.execute(db)
  return rows
}
