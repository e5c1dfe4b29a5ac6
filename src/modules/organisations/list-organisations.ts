import { sql } from 'kysely'
import { z } from 'zod'
import { LARGEST_PAGE, PAGE_SIZE } from '#kernel/paging.js'
import { cutPage, seek } from '#registry/keyset.js'
import { query } from '#registry/query.js'
import { ORGANISATION_KINDS, type Organisation } from './model.js'
import { holdsWords, organisationRows, toOrganisation } from './store.js'

/** An empty choice of a form is no choice. */
const chosen = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

/** What the list of organisations can be narrowed by. */
export const listOrganisationsInput = z.object({
  search: z.string().trim().max(200).optional(),
  kind: chosen(z.enum(ORGANISATION_KINDS)),
  region: chosen(z.string().max(8)),
  state: chosen(z.enum(['open', 'closed'])),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE_SIZE),
})

/** Organisations by name, a page at a time. */
export const listOrganisations = query({
  name: 'organisations.list-organisations',
  allow: ['signed-in', 'operator'],
  input: listOrganisationsInput,
  async run({ db }, input) {
    const page = seek(byName, input.cursor)
    let rows = organisationRows(db).where(page.where)
    if (input.search) rows = rows.where(holdsWords(input.search))
    if (input.kind) rows = rows.where('kind', '=', input.kind)
    if (input.region) rows = rows.where('region_code', '=', input.region)
    if (input.state === 'open') rows = rows.where(isOpen)
    if (input.state === 'closed') rows = rows.where(sql<boolean>`not ${isOpen}`)
    const found = await rows
      .orderBy(page.orderBy)
      .limit(input.limit + 1)
      .execute()
    return cutPage(found.map(toOrganisation), input.limit, input.cursor, (one: Organisation) => ({
      value: one.name.toLowerCase(),
      id: one.id,
    }))
  },
})

// The close date is the last day an organisation is open.
const isOpen = sql<boolean>`(closed is null or closed >= current_day())`

const byName = {
  value: sql`lower(organisations.name)`,
  id: sql.ref('organisations.id'),
  descending: false,
}
