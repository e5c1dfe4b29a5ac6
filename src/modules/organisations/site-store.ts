import { Conflict } from '#kernel/errors.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { Site } from './model.js'

/** The sites of an organisation, open ones first, by name. */
export const readSitesOf = async (db: ReadDb, organisationId: string): Promise<Site[]> =>
  db
    .selectFrom('sites')
    .select(['id', 'name', 'code', 'closed'])
    .where('organisation_id', '=', organisationId)
    .orderBy((order) => order('closed', 'is not', null))
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute()

/** Adds a site. */
export const insertSite = async (
  tx: Tx,
  site: { id: string; organisationId: string; name: string; code: string | null },
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('sites')
    .values({
      id: site.id,
      organisation_id: site.organisationId,
      name: site.name,
      code: site.code,
      created_at: at,
    })
    .execute()
}

/** Writes the day a site closed. Throws Conflict when it has closed, or is not the actor's. */
export const closeSiteRow = async (tx: Tx, id: string, day: CalendarDate): Promise<string> => {
  const row = await tx
    .updateTable('sites')
    .set({ closed: day })
    .where('id', '=', id)
    .where('closed', 'is', null)
    .returning('name')
    .executeTakeFirst()
  if (!row) throw new Conflict('There is no open site of your organisation like this.')
  return row.name
}
