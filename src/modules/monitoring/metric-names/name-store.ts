import { sql } from 'kysely'
import { Conflict } from '#kernel/errors.js'
import { addDays, londonDate, startOfLondonDay } from '#kernel/time.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { SeenName } from './gather-names.js'
import { roleWords, type NameKind, type NameMapping, type NameRole } from './name-roles.js'

/** Whose names they are. */
export interface NamesOf {
  organisationId: string
  deploymentId: string
}

/** A name that came in, with how often and when last. */
export interface NotedName extends SeenName {
  lastSeenAt: Date
}

/** Most names of one deployment that are kept at a time; what is over is counted without its name. */
export const MOST_NAMES = 300

/** A name that did not come for so long makes room for others, and is not shown. */
export const DAYS_KEPT = 90

/** What is decided about the names of a deployment, those taken back too, in order of name. */
export const readMappings = async (db: ReadDb, deploymentId: string): Promise<NameMapping[]> => {
  const rows = await db
    .selectFrom('metric_mappings')
    .select(['kind', 'name', 'role', 'measure', 'threshold', 'revision', 'removed'])
    .select(['decided_by_name as decidedByName', 'decided_at as decidedAt'])
    .where('deployment_id', '=', deploymentId)
    .orderBy('kind', 'desc')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as NameKind, role: row.role as NameRole }))
}

/** What is decided about one name; null for nothing yet. */
export const readMapping = async (
  db: ReadDb,
  deploymentId: string,
  { kind, name }: Pick<NameMapping, 'kind' | 'name'>,
): Promise<NameMapping | null> =>
  (await readMappings(db, deploymentId)).find((one) => one.kind === kind && one.name === name) ??
  null

/**
 * Stores a decision in place of the one of the revision before, and counts the name anew. Throws
 * Conflict, with what is stored, when somebody else decided meanwhile.
 */
export const saveMapping = async (
  tx: Tx,
  { organisationId, deploymentId }: NamesOf,
  mapping: NameMapping,
  decidedBy: string,
): Promise<void> => {
  const { kind, name, role, measure, threshold, revision, removed } = mapping
  const decided = {
    role,
    measure,
    threshold,
    revision,
    removed,
    decided_by: decidedBy,
    decided_by_name: mapping.decidedByName,
    decided_at: mapping.decidedAt,
  }
  const { numInsertedOrUpdatedRows: changed } = await tx
    .insertInto('metric_mappings')
    .values({
      organisation_id: organisationId,
      deployment_id: deploymentId,
      kind,
      name,
      ...decided,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['deployment_id', 'kind', 'name'])
        .doUpdateSet(decided)
        .where('metric_mappings.revision', '=', revision - 1),
    )
    .executeTakeFirst()
  if (changed !== 1n) throw decidedMeanwhile(await readMapping(tx, deploymentId, mapping))
  await tx
    .updateTable('metric_names')
    .set({ points: 0, not_taken: 0, reason: '' })
    .where('deployment_id', '=', deploymentId)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .execute()
}

const decidedMeanwhile = (now: NameMapping | null): Conflict =>
  new Conflict('Somebody else decided meanwhile what this name stands for.', {
    role: now
      ? `${now.removed ? 'taken back' : roleWords(now)}, by ${now.decidedByName}`
      : 'nothing is decided',
  })

/** The names that came in of late, those not taken most often first. */
export const readNames = async (
  db: ReadDb,
  deploymentId: string,
  now: Date,
): Promise<NotedName[]> => {
  const rows = await db
    .selectFrom('metric_names')
    .select(['kind', 'name', 'points', 'not_taken as notTaken', 'reason'])
    .select('last_seen_at as lastSeenAt')
    .where('deployment_id', '=', deploymentId)
    .where('last_seen_at', '>=', keptSince(now))
    .orderBy('not_taken', 'desc')
    .orderBy('kind', 'desc')
    .orderBy('name')
    .limit(MOST_NAMES + 2)
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as NameKind }))
}

const keptSince = (now: Date): Date => startOfLondonDay(addDays(londonDate(now), -DAYS_KEPT))

/** Counts the names of an export with those that came before. */
export const noteNames = async (
  tx: Tx,
  of: NamesOf,
  seen: readonly SeenName[],
  now: Date,
): Promise<void> => {
  const rows = [...folded(seen, await readKept(tx, of.deploymentId, now)).values()]
  if (rows.length === 0) return
  await tx
    .insertInto('metric_names')
    .values(
      rows.map(({ kind, name, points, notTaken, reason }) => ({
        organisation_id: of.organisationId,
        deployment_id: of.deploymentId,
        kind,
        name,
        points,
        not_taken: notTaken,
        reason,
        first_seen_at: now,
        last_seen_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['deployment_id', 'kind', 'name']).doUpdateSet({
        points: sql`metric_names.points + excluded.points`,
        not_taken: sql`metric_names.not_taken + excluded.not_taken`,
        reason: sql`case when excluded.not_taken > 0 then excluded.reason else metric_names.reason end`,
        last_seen_at: now,
      }),
    )
    .execute()
}

/** The names that came of late. */
const readKept = async (tx: Tx, deploymentId: string, now: Date): Promise<Set<string>> => {
  const rows = await tx
    .selectFrom('metric_names')
    .select(['kind', 'name'])
    .where('deployment_id', '=', deploymentId)
    .where('name', '<>', '')
    .where('last_seen_at', '>=', keptSince(now))
    .execute()
  return new Set(rows.map(({ kind, name }) => `${kind} ${name}`))
}

/** Names of an export, those one too many counted together under no name. */
const folded = (seen: readonly SeenName[], kept: Set<string>): Map<string, SeenName> => {
  const rows = new Map<string, SeenName>()
  for (const one of seen) {
    const key = `${one.kind} ${one.name}`
    const fits = one.name === '' || kept.has(key) || kept.size < MOST_NAMES
    if (fits && one.name !== '') kept.add(key)
    const name = fits ? one.name : ''
    const known = rows.get(`${one.kind} ${name}`)
    rows.set(`${one.kind} ${name}`, {
      ...one,
      name,
      points: one.points + (known?.points ?? 0),
      notTaken: one.notTaken + (known?.notTaken ?? 0),
    })
  }
  return rows
}
