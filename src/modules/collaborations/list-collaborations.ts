import { sql } from 'kysely'
import { z } from 'zod'
import { LARGEST_PAGE, PAGE_SIZE } from '#kernel/paging.js'
import { escapeLike } from '#registry/escape-like.js'
import { cutPage, seek, type ListOrder } from '#registry/keyset.js'
import { query } from '#registry/query.js'
import type { Collaboration, PartyState } from './model.js'
import { collaborationRows, toCollaboration } from './store.js'

/** How the list can be sorted. */
export const SORTS = ['newest', 'name', 'review'] as const

const oneOf = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  z
    .union([z.enum(values), z.literal('')])
    .optional()
    .transform((value) => value || undefined)

/** What the list of collaborations can be narrowed and sorted by. */
export const listCollaborationsInput = z.object({
  search: z.string().trim().max(200).optional(),
  state: oneOf(['running', 'ended']),
  charter: oneOf(['under', 'outside']),
  sort: oneOf(SORTS),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE_SIZE),
})

/** A line of the list. */
export interface CollaborationInBrief extends Collaboration {
  /** Where the asker's organisation stands in it. */
  standing: PartyState
  parties: number
  entries: number
  breaches: number
}

/** The collaborations that the organisation is a party of, or was asked to be. */
export const listCollaborations = query({
  name: 'collaborations.list',
  allow: ['signed-in'],
  input: listCollaborationsInput,
  async run({ db, organisationId }, input) {
    const sort = input.sort ?? 'newest'
    const page = seek(ORDERS[sort], input.cursor)
    let rows = collaborationRows(db)
      .select([
        sql<string>`coalesce((select p.state from collaboration_parties p
          where p.collaboration_id = collaborations.id and p.organisation_id = ${organisationId()}
          order by p.id desc limit 1), 'invited')`.as('standing'),
        sql<number>`(select count(*)::int from collaboration_parties p
          where p.collaboration_id = collaborations.id and p.state = 'agreed')`.as('parties'),
        sql<number>`(select count(*)::int from collaboration_entries e
          where e.collaboration_id = collaborations.id and e.left_at is null)`.as('entries'),
        sql<number>`(select count(*)::int from charter_breaches b
          join collaboration_entries e on e.id = b.entry_id
          where e.collaboration_id = collaborations.id and b.ended_at is null)`.as('breaches'),
      ])
      .where(page.where)
    if (input.search)
      rows = rows.where('collaborations.name', 'ilike', `%${escapeLike(input.search)}%`)
    if (input.state)
      rows = rows.where('ended_on', input.state === 'running' ? 'is' : 'is not', null)
    if (input.charter) rows = rows.where('under_charter', '=', input.charter === 'under')
    const found = await rows
      .orderBy(page.orderBy)
      .limit(input.limit + 1)
      .execute()
    const brief = found.map((row): CollaborationInBrief => ({
      ...toCollaboration(row),
      standing: row.standing as PartyState,
      parties: row.parties,
      entries: row.entries,
      breaches: row.breaches,
    }))
    return cutPage(brief, input.limit, input.cursor, (one) => ({
      value: KEYS[sort](one),
      id: one.id,
    }))
  },
})

const id = sql.ref('collaborations.id')

const ORDERS: Readonly<Record<(typeof SORTS)[number], ListOrder>> = {
  newest: { value: id, id, descending: true },
  name: { value: sql`lower(collaborations.name)`, id, descending: false },
  review: { value: sql`collaborations.review_due`, id, descending: false },
}

const KEYS: Readonly<Record<(typeof SORTS)[number], (one: Collaboration) => string>> = {
  newest: (one) => one.id,
  name: (one) => one.name.toLowerCase(),
  review: (one) => one.reviewDue,
}
