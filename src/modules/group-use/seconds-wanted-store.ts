import { sql } from 'kysely'
import type { ReadDb } from '#registry/handles.js'

const MOST = 1000

/** A confirmation of the newest statement of a group's deployment that waits for the second signature of the group. */
export interface SecondWanted {
  deploymentId: string
  product: string
  use: string
  member: string
  signedBy: string
  statedBy: string
}

/** What waits for the second signature of a group, longest waiting first. */
export const readSecondsWanted = async (db: ReadDb, groupId: string): Promise<SecondWanted[]> => {
  const { rows } = await sql<SecondWanted>`
    select d.id as "deploymentId", p.name as product, u.title as use, o.name as member,
      c.signed_by as "signedBy", s.stated_by as "statedBy"
      from deployments d
      join member_confirmations c on c.deployment_id = d.id and c.ended_at is null and c.second_from = 'group'
      join lateral (select id, stated_by from group_statements
        where deployment_id = d.id order by id desc limit 1) s on s.id = c.statement_id
      join products p on p.id = d.product_id
      join use_cases u on u.id = d.use_case_id
      join organisations o on o.id = c.organisation_id
     where d.organisation_id = ${groupId} and d.state <> 'ceased'
       and not exists (select 1 from member_second_signatures x where x.confirmation_id = c.id)
     order by c.id limit ${MOST}`.execute(db)
  return rows
}
