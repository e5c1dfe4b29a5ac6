import { sql } from 'kysely'
import { z } from 'zod'
import { PAGE_SIZE } from '#kernel/paging.js'
import { partnersOf, seenOrganisations } from '#modules/organisations/index.js'
import { escapeLike } from '#registry/escape-like.js'
import { cutPage, seek } from '#registry/keyset.js'
import { query } from '#registry/query.js'
import { OPPORTUNITY_STATES } from './model.js'
import { opportunityRows, toOpportunity } from './store.js'

/** Rows an export reads at once; the API allows fewer. */
const MOST_AT_ONCE = 2000

/** What the list of opportunities can be narrowed by. */
export const listOpportunitiesInput = z.object({
  search: z.string().max(200).optional(),
  state: z.union([z.enum(OPPORTUNITY_STATES), z.literal('')]).optional(),
  whose: z.enum(['ours', 'mine', 'partners', '']).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(MOST_AT_ONCE).default(PAGE_SIZE),
})

/** Opportunities of the organisation and those that partners share, newest first. */
export const listOpportunities = query({
  name: 'opportunities.list-opportunities',
  allow: ['signed-in'],
  input: listOpportunitiesInput,
  async run({ db, actor, organisationId }, input) {
    const id = sql.ref('opportunities.id')
    const page = seek({ value: id, id, descending: true }, input.cursor)
    const seen = seenOrganisations(organisationId(), await partnersOf(db), input)
    let rows = opportunityRows(db)
      .where(page.where)
      .where('organisation_id', '=', sql<string>`any(${seen})`)
    if (input.search)
      rows = rows.where('opportunities.title', 'ilike', `%${escapeLike(input.search)}%`)
    if (input.state) rows = rows.where('state', '=', input.state)
    if (input.whose === 'mine') rows = rows.where('owner_id', '=', actor.id)
    const found = await rows
      .orderBy(page.orderBy)
      .limit(input.limit + 1)
      .execute()
    return cutPage(found.map(toOpportunity), input.limit, input.cursor, (one) => ({
      value: one.id,
      id: one.id,
    }))
  },
})
