import { sql } from 'kysely'
import { z } from 'zod'
import { addDays, londonDate, type CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import { query } from '#registry/query.js'
import type { CharterTest } from './model.js'

const SOON_DAYS = 14
const MOST = 50

/** What waits for the organisation: consents, signatures, reviews due within 14 days, and open breaches. */
export const whatNeedsMe = query({
  name: 'collaborations.what-needs-me',
  allow: ['signed-in'],
  input: z.object({}),
  run: async ({ db, now, organisationId }) => ({
    consents: await waitingFor(db, organisationId(), 'consent'),
    signatures: await waitingFor(db, organisationId(), 'signature'),
    reviews: await reviewsDue(db, organisationId(), addDays(londonDate(now), SOON_DAYS)),
    breaches: await openBreaches(db, organisationId()),
  }),
})

/** A collaboration in which something of the organisation's waits. */
export interface Waiting {
  id: string
  name: string
  leader: string
}

const waitingFor = (
  db: ReadDb,
  organisationId: string,
  what: 'consent' | 'signature',
): Promise<Waiting[]> => {
  let rows = db
    .selectFrom('collaboration_parties as p')
    .innerJoin('collaborations as c', 'c.id', 'p.collaboration_id')
    .innerJoin('organisations as leader', 'leader.id', 'c.organisation_id')
    .select(['c.id', 'c.name as name', 'leader.name as leader'])
    .where('p.organisation_id', '=', organisationId)
    .where('c.ended_on', 'is', null)
    .where('p.state', '=', what === 'consent' ? 'invited' : 'agreed')
  if (what === 'signature')
    rows = rows.where(
      sql<boolean>`not exists (select 1 from collaboration_signatures s
        where s.collaboration_id = c.id and s.organisation_id = p.organisation_id and s.wording = c.wording)`,
    )
  return rows.orderBy('c.id', 'desc').limit(MOST).execute()
}

const reviewsDue = (
  db: ReadDb,
  organisationId: string,
  until: CalendarDate,
): Promise<{ id: string; name: string; reviewDue: CalendarDate }[]> =>
  db
    .selectFrom('collaborations')
    .select(['id', 'name', 'review_due as reviewDue'])
    .where('organisation_id', '=', organisationId)
    .where('ended_on', 'is', null)
    .where('review_due', '<=', until)
    .orderBy('review_due')
    .limit(MOST)
    .execute()

/** A test that fails, in a collaboration of the asker's. */
export interface OpenBreach {
  entryId: string
  title: string
  test: CharterTest
  because: string
  isOwn: boolean
}

const openBreaches = async (db: ReadDb, organisationId: string): Promise<OpenBreach[]> => {
  const rows = await db
    .selectFrom('charter_breaches as b')
    .innerJoin('collaboration_entries as e', 'e.id', 'b.entry_id')
    .select(['e.id', 'e.title', 'e.organisation_id', 'b.test', 'b.because'])
    .where('b.ended_at', 'is', null)
    .orderBy('b.id', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    entryId: row.id,
    title: row.title,
    test: row.test as CharterTest,
    because: row.because,
    isOwn: row.organisation_id === organisationId,
  }))
}
