import type { ReadDb, Tx } from '#registry/handles.js'
import type { Concern, ConcernEntry } from './model.js'

/** What was done about a concern, oldest first. */
export const readEntries = async (db: ReadDb, concernId: string): Promise<ConcernEntry[]> => {
  const rows = await db
    .selectFrom('concern_entries')
    .selectAll()
    .where('concern_id', '=', concernId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as ConcernEntry['kind'],
    words: row.words,
    severity: row.severity,
    hazard: row.hazard,
    at: row.at,
    byName: row.by_name,
  }))
}

/** Adds what was done about a concern. */
export const insertEntry = async (
  tx: Tx,
  concern: Pick<Concern, 'id' | 'organisationId'>,
  entry: Omit<ConcernEntry, 'severity' | 'hazard'> & {
    byId: string
    severity?: string
    hazard?: string
    signalId?: string
  },
): Promise<void> => {
  await tx
    .insertInto('concern_entries')
    .values({
      id: entry.id,
      organisation_id: concern.organisationId,
      concern_id: concern.id,
      kind: entry.kind,
      words: entry.words,
      severity: entry.severity ?? null,
      hazard: entry.hazard ?? null,
      signal_id: entry.signalId ?? null,
      at: entry.at,
      by_id: entry.byId,
      by_name: entry.byName,
    })
    .execute()
}
