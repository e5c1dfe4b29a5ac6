import type { ReadDb, Tx } from '#registry/handles.js'
import type { CharterTest } from './model.js'

/** A charter test that was seen to fail. */
export interface Breach {
  id: string
  entryId: string
  test: CharterTest
  because: string
  noticedAt: Date
  endedAt: Date | null
}

const MOST = 200

/** The breaches of a collaboration, or of one entry, newest first; 200 at most. */
export const readBreaches = async (
  db: ReadDb,
  of: { collaborationId: string } | { entryId: string },
): Promise<Breach[]> => {
  let rows = db
    .selectFrom('charter_breaches as b')
    .innerJoin('collaboration_entries as e', 'e.id', 'b.entry_id')
    .select(['b.id', 'b.entry_id', 'b.test', 'b.because', 'b.noticed_at', 'b.ended_at'])
  rows =
    'entryId' in of
      ? rows.where('e.id', '=', of.entryId)
      : rows.where('e.collaboration_id', '=', of.collaborationId)
  const found = await rows.orderBy('b.id', 'desc').limit(MOST).execute()
  return found.map((row) => ({
    id: row.id,
    entryId: row.entry_id,
    test: row.test as CharterTest,
    because: row.because,
    noticedAt: row.noticed_at,
    endedAt: row.ended_at,
  }))
}

/** Writes down a breach. */
export const insertBreach = async (
  tx: Tx,
  organisationId: string,
  one: Pick<Breach, 'id' | 'entryId' | 'test' | 'because'>,
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('charter_breaches')
    .values({
      id: one.id,
      organisation_id: organisationId,
      entry_id: one.entryId,
      test: one.test,
      because: one.because,
      noticed_at: at,
    })
    .execute()
}

/** Ends the open breaches of an entry, all of them or of some tests. */
export const endBreaches = async (
  tx: Tx,
  entryId: string,
  tests: readonly CharterTest[],
  at: Date,
): Promise<void> => {
  if (tests.length === 0) return
  await tx
    .updateTable('charter_breaches')
    .set({ ended_at: at })
    .where('entry_id', '=', entryId)
    .where('test', 'in', [...tests])
    .where('ended_at', 'is', null)
    .execute()
}
