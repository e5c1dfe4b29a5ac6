import { sql } from 'kysely'
import { z } from 'zod'
import { LARGEST_PAGE, PAGE_SIZE } from '#kernel/paging.js'
import { escapeLike } from '#registry/escape-like.js'
import { cutPage, seek } from '#registry/keyset.js'
import { query } from '#registry/query.js'
import { concernRows, toConcern } from './concern-store.js'
import { CONCERN_STATES, ORIGINS, SEVERITIES } from './model.js'

const anyOf = <Value extends string>(values: readonly [Value, ...Value[]]) =>
  z
    .enum(values)
    .or(z.literal(''))
    .optional()
    .transform((value) => value || undefined)

/** What the list of concerns can be narrowed by. */
export const listConcernsInput = z.object({
  search: z.string().trim().max(200).optional(),
  state: anyOf(CONCERN_STATES),
  origin: anyOf(ORIGINS),
  severity: anyOf(SEVERITIES),
  /** `mine`: those the asker raised. */
  whose: anyOf(['mine']),
  deploymentId: z.string().max(60).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE_SIZE),
})

/** The concerns of the organisation, newest first; no other organisation ever sees them. */
export const listConcerns = query({
  name: 'concerns.list-concerns',
  allow: ['signed-in'],
  input: listConcernsInput,
  async run({ db, actor, organisationId }, input) {
    const id = sql.ref('concerns.id')
    const page = seek({ value: id, id, descending: true }, input.cursor)
    let rows = concernRows(db)
      .where('concerns.organisation_id', '=', organisationId())
      .where(page.where)
    if (input.search) rows = rows.where(holds(input.search))
    if (input.state) rows = rows.where('concerns.state', '=', input.state)
    if (input.origin) rows = rows.where('concerns.origin', '=', input.origin)
    if (input.severity) rows = rows.where('concerns.severity', '=', input.severity)
    if (input.whose) rows = rows.where('concerns.raised_by', '=', actor.id)
    if (input.deploymentId) rows = rows.where('concerns.deployment_id', '=', input.deploymentId)
    const found = await rows
      .orderBy(page.orderBy)
      .limit(input.limit + 1)
      .execute()
    return cutPage(found.map(toConcern), input.limit, input.cursor, (one) => ({
      value: one.id,
      id: one.id,
    }))
  },
})

const holds = (text: string) => {
  const like = `%${escapeLike(text)}%`
  return sql<boolean>`(concerns.reference ilike ${like} or concerns.what_happened ilike ${like}
    or concerns.tool ilike ${like} or products.name ilike ${like} or use_cases.title ilike ${like})`
}
