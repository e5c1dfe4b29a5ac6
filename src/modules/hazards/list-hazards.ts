import { sql } from 'kysely'
import { cutPage, seek } from '#registry/keyset.js'
import { escapeLike } from '#registry/escape-like.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import type { z } from 'zod'
import { readCriteria } from './criteria-store.js'
import { judgeHazards, type JudgedHazard } from './hazard-facts.js'
import { readLog } from './log-store.js'
import { listHazardsInput } from './inputs.js'
import { MAY_READ } from './model.js'
import { toHazard } from './hazard-row.js'
import { requireSubject } from './subject.js'

type Input = z.output<typeof listHazardsInput>

/** How many hazards of a log stand where; each hazard that counts is in one of the first five or in none. */
export interface HazardCounts {
  all: number
  notScored: number
  byRisk: Readonly<Record<string, number>>
  underReview: number
}

/**
 * The hazards of a log of one's own, a page at a time: the highest residual risk first, what is not
 * scored before everything. Throws NotFound, and NotAllowed for somebody else's.
 */
export const listHazards = query({
  name: 'hazards.list-hazards',
  allow: MAY_READ,
  input: listHazardsInput,
  async run({ db, actor }, input) {
    const subject = await requireSubject(db, actor, input.log)
    const log = await readLog(db, subject.organisationId, input.log)
    const criteria = await readCriteria(db, subject.organisationId)
    if (!log) {
      const counts: HazardCounts = { all: 0, notScored: 0, byRisk: {}, underReview: 0 }
      const rows: JudgedHazard[] = []
      return { subject, log: null, criteria, counts, rows, previous: null, next: null }
    }
    const page = await pageOf(db, log.id, input)
    return {
      subject,
      log,
      criteria,
      counts: await countHazards(db, log.id),
      ...page,
      rows: await judgeHazards(db, page.rows, criteria),
    }
  },
})

const SORTS = {
  risk: { value: sql`coalesce(residual_risk, 9)`, descending: true },
  name: { value: sql`lower(name)`, descending: false },
  reference: { value: sql`number`, descending: false },
} as const

const pageOf = async (db: ReadDb, logId: string, input: Input) => {
  const sort = input.sort || 'risk'
  const seen = seek({ ...SORTS[sort], id: sql.ref('id') }, input.cursor)
  let rows = db.selectFrom('hazards').selectAll().where('log_id', '=', logId).where(seen.where)
  if (input.search) rows = rows.where(holds(input.search))
  if (input.state) rows = rows.where('state', '=', input.state)
  rows = input.entry
    ? rows.where('entry', '=', input.entry)
    : rows.where('entry', '<>', 'deprecated')
  if (input.risk === 'none') rows = rows.where('residual_risk', 'is', null)
  else if (input.risk === 'review') rows = rows.where('review_since', 'is not', null)
  else if (input.risk) rows = rows.where('residual_risk', '=', Number(input.risk))
  const found = await rows
    .orderBy(seen.orderBy)
    .limit(input.limit + 1)
    .execute()
  const keyOf = {
    risk: (row: (typeof found)[number]) => row.residual_risk ?? 9,
    name: (row: (typeof found)[number]) => row.name.toLowerCase(),
    reference: (row: (typeof found)[number]) => row.number,
  }[sort]
  const cut = cutPage(found, input.limit, input.cursor, (row) => ({
    value: keyOf(row),
    id: row.id,
  }))
  return { rows: cut.rows.map(toHazard), previous: cut.previous, next: cut.next }
}

const holds = (text: string) => {
  const like = `%${escapeLike(text)}%`
  return sql<boolean>`(name ilike ${like} or 'H-' || number ilike ${like} or words ->> 'description' ilike ${like}
    or words ->> 'causes' ilike ${like} or words ->> 'hazard' ilike ${like} or words ->> 'harm' ilike ${like})`
}

const countHazards = async (db: ReadDb, logId: string): Promise<HazardCounts> => {
  const rows = await db
    .selectFrom('hazards')
    .select([
      'residual_risk',
      sql<number>`count(*)::int`.as('many'),
      sql<number>`count(*) filter (where review_since is not null)::int`.as('review'),
    ])
    .where('log_id', '=', logId)
    .where('entry', '<>', 'deprecated')
    .where('state', '<>', 'closed')
    .groupBy('residual_risk')
    .execute()
  const of = (risk: number | null) => rows.find((row) => row.residual_risk === risk)?.many ?? 0
  return {
    all: rows.reduce((sum, row) => sum + row.many, 0),
    notScored: of(null),
    byRisk: Object.fromEntries([1, 2, 3, 4, 5].map((risk) => [String(risk), of(risk)])),
    underReview: rows.reduce((sum, row) => sum + row.review, 0),
  }
}
