import { sql } from 'kysely'
import type { ReadDb } from '#registry/handles.js'
import { about, isInUse, withNames, type WaitingRow } from '../waiting-store.js'

/** A link that is used as evidence, and whether it lives. */
export interface WatchedLink extends WaitingRow {
  title: string
  deadSince: Date | null
}

const MOST = 100

/** Dead links that an organisation uses as evidence; at an instant, what was found dead or alive again then. */
export const readWatchedLinks = async (
  db: ReadDb,
  organisationId: string,
  at: Date | null,
): Promise<WatchedLink[]> => {
  const which =
    at === null
      ? sql`c.dead_since is not null`
      : sql`(c.dead_since = ${at} or (c.dead_since is null and c.alive_again_at = ${at}))`
  const { rows } = await sql<WatchedLink>`
    select a.scope, a.subject_id as "subjectId", ${about} as about, a.requirement_id as "requirementId",
      a.part, a.title, c.dead_since as "deadSince"
      from link_checks c join evidence_documents a on a.id = c.document_id ${withNames}
     where c.organisation_id = ${organisationId} and a.withdrawn_at is null and ${isInUse} and ${which}
     order by c.dead_since, a.id limit ${MOST}`.execute(db)
  return rows
}
