import { sql } from 'kysely'
import { z } from 'zod'
import { NotFound } from '#kernel/errors.js'
import { query } from '#registry/query.js'
import type { CharterTest } from './model.js'
import { TEST_NAMES } from './rules.js'
import { requireCollaboration } from './store.js'

/** What a letter to a party says: a subject, its lines, and the page to look at. */
export interface Notice {
  subject: string
  lines: readonly string[]
  path: string
}

/** The parties to write to about a collaboration, for the job. */
export const partiesToTell = query({
  name: 'collaborations.parties-to-tell',
  allow: ['system'],
  input: z.object({ collaborationId: z.string().max(60) }),
  async run({ db }, { collaborationId }) {
    const { rows } = await sql<{ organisation_id: string; organisation_name: string }>`
      select * from parties_to_tell(${collaborationId})`.execute(db)
    return rows.map((row) => ({
      organisationId: row.organisation_id,
      organisationName: row.organisation_name,
    }))
  },
})

/** What to write to a party about: a breach, that it is asked, or that the collaboration ended. */
export const noticeInWords = query({
  name: 'collaborations.notice-in-words',
  allow: ['system'],
  input: z.object({ kind: z.enum(['breach', 'invited', 'ended']), id: z.string().max(60) }),
  async run({ db }, { kind, id }): Promise<Notice> {
    if (kind === 'breach') return breachNotice(id)
    const one = await requireCollaboration(db, id)
    const path = `/register/collaborations/${id}`
    if (kind === 'ended')
      return {
        subject: `${one.name} has ended`,
        lines: [
          `${one.organisationName} ended the collaboration ${one.name}.`,
          'What belonged to it belongs to it no more; the ordinary pathway applies to it.',
        ],
        path,
      }
    return {
      subject: `${one.organisationName} asks you to be a party of ${one.name}`,
      lines: [
        `${one.organisationName} asks your organisation to be a party of the collaboration ${one.name}.`,
        'An administrator of your organisation agrees or declines. Until then you are no party of it.',
      ],
      path,
    }

    async function breachNotice(breachId: string): Promise<Notice> {
      const row = await db
        .selectFrom('charter_breaches as b')
        .innerJoin('collaboration_entries as e', 'e.id', 'b.entry_id')
        .innerJoin('collaborations as c', 'c.id', 'e.collaboration_id')
        .select(['b.test', 'e.id', 'e.title', 'c.name as name'])
        .where('b.id', '=', breachId)
        .executeTakeFirst()
      if (!row) throw new NotFound('There is no such breach in a collaboration of yours.')
      return {
        subject: `Charter test ${row.test} fails in ${row.name}`,
        lines: [
          `${row.title} fails ${row.test}: ${TEST_NAMES[row.test as CharterTest].toLowerCase()}.`,
          'Its gates are shut until the test passes or it is taken out. Sign in to read who said what, and when.',
        ],
        path: `/register/collaborations/entries/${row.id}`,
      }
    }
  },
})
