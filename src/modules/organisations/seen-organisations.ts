import { sql } from 'kysely'
import type { ReadDb } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'

/** Whose records a list is narrowed to; `mine` are those of one's own organisation that one owns. */
export type Whose = 'ours' | 'mine' | 'partners' | ''

/** The organisations of the systems that the current organisation belongs to today. */
export const partnersOf = async (db: ReadDb): Promise<string[]> => {
  const { rows } = await sql<{
    id: string
  }>`select ${planOnce} partner_organisations() as id`.execute(db)
  return rows.map((row) => row.id)
}

/**
 * The organisations whose records can be in a list of what is shared with partners. Row-level security
 * says the same; said in the query as well, PostgreSQL can estimate how many rows that is and choose its
 * index by it.
 */
export const seenOrganisations = (
  own: string,
  partners: readonly string[],
  wanted: { whose?: Whose | undefined; organisation?: string | undefined },
): string[] =>
  [...new Set([own, ...partners])].filter(
    (one) =>
      (!wanted.organisation || one === wanted.organisation) &&
      (wanted.whose !== 'partners' || one !== own) &&
      ((wanted.whose !== 'ours' && wanted.whose !== 'mine') || one === own),
  )
