import { sql } from 'kysely'
import type { CalendarDate } from '#kernel/time.js'
import { escapeLike } from '#registry/escape-like.js'
import type { ReadDb } from '#registry/handles.js'
import type { PublicOrganisation, PublicTool } from './model.js'
import { publicStatus } from './rules.js'
import { toContent } from './store.js'

/** Words of a search that are looked at. */
const MOST_WORDS = 8

interface PublishedRow {
  record_id: string
  organisation_id: string
  organisation_name: string
  ods_code: string | null
  is_example: boolean
  content: unknown
  number: number
  published_at: Date
  stage: string
  state: string
  ceased_on: CalendarDate | null
}

/** What anybody may read, in the order it was begun: of one organisation, of some records, or of all. */
export const readPublished = async (
  db: ReadDb,
  of: { organisationId?: string; records?: readonly string[] },
  after: string,
  most: number,
): Promise<PublicTool[]> => {
  const records = of.records ? [...of.records] : null
  const { rows } = await sql<PublishedRow>`
    select * from published_records(${of.organisationId ?? ''}, ${records}::text[], ${after}, ${most})
  `.execute(db)
  return rows.map(toTool)
}

/** What was published last, newest first. */
export const readNewest = async (db: ReadDb, most: number): Promise<PublicTool[]> => {
  const { rows } = await sql<{
    id: string
  }>`select id from newest_published_records(${most}) as id`.execute(db)
  const tools = await readPublished(db, { records: rows.map((row) => row.id) }, '', most)
  return tools.toSorted((left, right) => right.publishedAt.getTime() - left.publishedAt.getTime())
}

/** Organisations that published something in which, or in their name, code and address, every word stands; by name. */
export const readPublicOrganisations = async (
  db: ReadDb,
  search: string,
  after: { name: string; id: string },
  most: number,
): Promise<PublicOrganisation[]> => {
  const words = search.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS).map(escapeLike)
  const { rows } = await sql<{
    organisation_id: string
    organisation_name: string
    ods_code: string | null
    found: PublicOrganisation['tools']
  }>`select * from public_organisations(${words}, ${after.name}, ${after.id}, ${most})`.execute(db)
  return rows.map((row) => ({
    id: row.organisation_id,
    name: row.organisation_name,
    odsCode: row.ods_code,
    tools: row.found,
  }))
}

/** Whether pseudonymous rows are taken in or still kept anywhere in this Wardround. */
export const readRowsAreHeld = async (db: ReadDb): Promise<boolean> => {
  const { rows } = await sql<{ held: boolean }>`select rows_are_held() as held`.execute(db)
  return rows[0]?.held === true
}

const toTool = (row: PublishedRow): PublicTool => ({
  id: row.record_id,
  organisation: {
    id: row.organisation_id,
    name: row.organisation_name,
    odsCode: row.ods_code,
    isExample: row.is_example,
  },
  content: toContent(row.content),
  revision: row.number,
  publishedAt: row.published_at,
  status: publicStatus(row.stage, row.state),
  ceasedOn: row.ceased_on,
})
