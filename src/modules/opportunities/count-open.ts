import { sql } from 'kysely'
import type { ReadDb } from '#registry/handles.js'

/** How many opportunities are open or parked in each of these organisations, as far as the asker may see. */
export const countOpenOpportunities = async (
  db: ReadDb,
  organisationIds: readonly string[],
): Promise<{ organisationId: string; count: number }[]> => {
  const rows = await db
    .selectFrom('opportunities')
    .select(({ fn }) => ['organisation_id', fn.countAll<string>().as('count')])
    .where('organisation_id', '=', sql<string>`any(${[...organisationIds]})`)
    .where('state', 'in', ['open', 'parked'])
    .groupBy('organisation_id')
    .execute()
  return rows.map((row) => ({ organisationId: row.organisation_id, count: Number(row.count) }))
}
