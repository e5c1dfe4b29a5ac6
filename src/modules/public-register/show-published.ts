import { z } from 'zod'
import { NotFound } from '#kernel/errors.js'
import { decodeCursor, LARGEST_PAGE, PAGE_SIZE, toPage } from '#kernel/paging.js'
import { query } from '#registry/query.js'
import type { ReadDb } from '#registry/handles.js'
import {
  readNewest,
  readPublicOrganisations,
  readPublished,
  readRowsAreHeld,
} from './published-store.js'

const FEED_ENTRIES = 50
const EXPORTED_AT_ONCE = 1000

/** Organisations that have published something, by name, narrowed by words, a page at a time; anybody may ask. */
export const findPublicOrganisations = query({
  name: 'public-register.find-public-organisations',
  allow: ['public'],
  input: z.object({
    search: z.string().trim().max(200).default(''),
    cursor: z.string().max(500).optional(),
  }),
  async run({ db }, { search, cursor }) {
    const [name, id] = cursor ? decodeCursor(cursor, 2).map(String) : ['', '']
    const rows = await readPublicOrganisations(
      db,
      search,
      { name: name ?? '', id: id ?? '' },
      PAGE_SIZE + 1,
    )
    return toPage(rows, PAGE_SIZE, (one) => [one.name.toLowerCase(), one.id])
  },
})

/** An organisation, by id or ODS code, and what it has published. Throws NotFound. */
export const showPublicOrganisation = query({
  name: 'public-register.show-public-organisation',
  allow: ['public'],
  input: z.object({ organisation: z.string().max(60), cursor: z.string().max(500).optional() }),
  async run({ db }, { organisation: wanted, cursor }) {
    const organisation = await requireOrganisation(db, wanted)
    const after = cursor ? String(decodeCursor(cursor, 1)[0]) : ''
    const tools = await readPublished(db, { organisationId: organisation.id }, after, PAGE_SIZE + 1)
    return { organisation, ...toPage(tools, PAGE_SIZE, (one) => [one.id]) }
  },
})

/** Everything that is published, a page at a time, for open data. */
export const listPublished = query({
  name: 'public-register.list-published',
  allow: ['public'],
  input: z.object({
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(EXPORTED_AT_ONCE).default(LARGEST_PAGE),
  }),
  async run({ db }, { cursor, limit }) {
    const after = cursor ? String(decodeCursor(cursor, 1)[0]) : ''
    const tools = await readPublished(db, {}, after, limit + 1)
    return toPage(tools, limit, (one) => [one.id])
  },
})

/** What was published last, for the feed. */
export const newestPublished = query({
  name: 'public-register.newest-published',
  allow: ['public'],
  input: z.object({}),
  run: ({ db }) => readNewest(db, FEED_ENTRIES),
})

/** Whether this Wardround holds pseudonymous rows, for the privacy page. */
export const rowsAreHeld = query({
  name: 'public-register.rows-are-held',
  allow: ['public'],
  input: z.object({}),
  run: ({ db }) => readRowsAreHeld(db),
})

const requireOrganisation = async (
  db: ReadDb,
  wanted: string,
): Promise<{ id: string; name: string; odsCode: string | null }> => {
  const row = await db
    .selectFrom('organisations')
    .select(['id', 'name', 'ods_code', 'kind'])
    .where((where) =>
      where.or([where('id', '=', wanted), where('ods_code', '=', wanted.toUpperCase())]),
    )
    .where('kind', '<>', 'supplier')
    .executeTakeFirst()
  if (!row) throw new NotFound('There is no organisation at this address. Search for its name.')
  return { id: row.id, name: row.name, odsCode: row.ods_code }
}
