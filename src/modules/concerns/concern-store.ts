import { sql, type Selectable } from 'kysely'
import { Conflict, NotFound } from '#kernel/errors.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { HazardKind } from './hazard-kinds.js'
import type { Concern, ConcernState, Harm, Origin, Severity } from './model.js'
import { SEVERITY_NAMES, STATE_NAMES } from './words.js'

/** The concern of one's own organisation with this id, or undefined. */
const readConcern = async (db: ReadDb, id: string): Promise<Concern | undefined> => {
  const row = await concernRows(db).where('concerns.id', '=', id).executeTakeFirst()
  return row && toConcern(row)
}

/** The concern with this id. Throws NotFound, also for another organisation's. */
export const requireConcern = async (db: ReadDb, id: string): Promise<Concern> => {
  const concern = await readConcern(db, id)
  if (!concern) throw new NotFound('There is no such concern, or it is not your organisation’s.')
  return concern
}

/** What the gate and other pages need to know of a concern that is not closed. */
export type OpenConcern = Pick<
  Concern,
  'id' | 'reference' | 'state' | 'severity' | 'origin' | 'raisedAt' | 'triageBy'
>

/** The concerns about a deployment that are not closed, newest first. */
export const openConcerns = async (db: ReadDb, deploymentId: string): Promise<OpenConcern[]> => {
  const rows = await concernRows(db)
    .where('concerns.deployment_id', '=', deploymentId)
    .where('concerns.state', '<>', 'closed')
    .orderBy('concerns.id', 'desc')
    .execute()
  return rows.map(toConcern)
}

/** A concern as it is raised. */
export type NewConcern = Pick<
  Concern,
  | 'id'
  | 'reference'
  | 'organisationId'
  | 'deploymentId'
  | 'tool'
  | 'whatHappened'
  | 'noticedOn'
  | 'harm'
  | 'stillHappening'
  | 'origin'
  | 'signalId'
  | 'versionId'
  | 'raisedBy'
  | 'raisedByName'
  | 'raisedAt'
  | 'acknowledgeBy'
  | 'triageBy'
>

/** Writes a concern. */
export const insertConcern = async (tx: Tx, concern: NewConcern): Promise<void> => {
  await tx
    .insertInto('concerns')
    .values({
      id: concern.id,
      reference: concern.reference,
      organisation_id: concern.organisationId,
      deployment_id: concern.deploymentId,
      tool: concern.tool,
      what_happened: concern.whatHappened,
      noticed_on: concern.noticedOn,
      harm: concern.harm,
      still_happening: concern.stillHappening,
      origin: concern.origin,
      signal_id: concern.signalId,
      version_id: concern.versionId,
      raised_by: concern.raisedBy,
      raised_by_name: concern.raisedByName,
      raised_at: concern.raisedAt,
      acknowledge_by: concern.acknowledgeBy,
      triage_by: concern.triageBy,
    })
    .execute()
}

/** Changes a concern that is still as it was seen. Throws Conflict with how it is now. */
export const changeConcern = async (
  tx: Tx,
  seen: Pick<Concern, 'id' | 'revision'>,
  change: {
    state?: ConcernState
    severity?: Severity
    kind?: HazardKind
    version_id?: string | null
    triaged_at?: Date
    triaged_by_name?: string
    acknowledged_at?: Date
    acknowledged_by_name?: string
    alert_id?: string | null
    outcome?: string | null
    closed_at?: Date | null
  },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('concerns')
    .set({ ...change, revision: seen.revision + 1 })
    .where('id', '=', seen.id)
    .where('revision', '=', seen.revision)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return
  const { state, severity } = await requireConcern(tx, seen.id)
  throw new Conflict(
    'Somebody else changed this concern while you were working on it. Read what they did, then decide again.',
    { state, severity },
    { state: STATE_NAMES[state], severity: severity ? SEVERITY_NAMES[severity] : 'not answered' },
  )
}

/** What stands where words were taken out. */
const REMOVED = 'Removed by redaction.'

/** Takes the words out of a concern, its entries and its audit lines; answers how many lines. */
export const redactWords = async (
  tx: Tx,
  concern: Pick<Concern, 'id' | 'revision' | 'tool' | 'outcome'>,
  at: Date,
): Promise<number> => {
  await tx
    .updateTable('concerns')
    .set({
      what_happened: REMOVED,
      tool: concern.tool ? REMOVED : '',
      outcome: concern.outcome ? REMOVED : null,
      redacted_at: at,
      revision: concern.revision + 1,
    })
    .where('id', '=', concern.id)
    .execute()
  await tx
    .updateTable('concern_entries')
    .set({ words: REMOVED })
    .where('concern_id', '=', concern.id)
    .where('kind', '<>', 'redacted')
    .where('words', '<>', '')
    .execute()
  const { rows } = await sql<{ blanked: number }>`
    select redact_concern_audit(${concern.id}) as blanked`.execute(tx)
  return rows[0]?.blanked ?? 0
}

/** Concerns of these organisations that were not triaged in time, or are serious and not closed; at most so many. */
export const readPressingConcerns = async (
  db: ReadDb,
  organisationIds: readonly string[],
  today: CalendarDate,
  most = 200,
): Promise<Concern[]> => {
  const rows = await concernRows(db)
    .where('concerns.organisation_id', 'in', organisationIds)
    .where((where) =>
      where.or([
        where.and([
          where('concerns.state', '=', 'reported'),
          where('concerns.triage_by', '<', today),
        ]),
        where.and([
          where('concerns.state', '=', 'triaged'),
          where('concerns.severity', '=', 'serious'),
        ]),
      ]),
    )
    .orderBy('concerns.triage_by')
    .orderBy('concerns.id')
    .limit(most)
    .execute()
  return rows.map(toConcern)
}

/** Concerns with the names of what they are about. */
export const concernRows = (db: ReadDb) =>
  db
    .selectFrom('concerns')
    .leftJoin('deployments', 'deployments.id', 'concerns.deployment_id')
    .leftJoin('products', 'products.id', 'deployments.product_id')
    .leftJoin('use_cases', 'use_cases.id', 'deployments.use_case_id')
    .leftJoin('versions', 'versions.id', 'concerns.version_id')
    .selectAll('concerns')
    .select([
      'products.name as product_name',
      'use_cases.title as use_case_title',
      'versions.name as version_name',
    ])

type ConcernRow = Selectable<Rows['concerns']> & {
  product_name: string | null
  use_case_title: string | null
  version_name: string | null
}

/** A concern of its row. */
export const toConcern = (row: ConcernRow): Concern => ({
  id: row.id,
  reference: row.reference,
  organisationId: row.organisation_id,
  deploymentId: row.deployment_id,
  toolName: row.product_name
    ? `${row.product_name}, ${row.use_case_title ?? ''}`
    : row.tool || 'Not known which tool',
  tool: row.tool,
  whatHappened: row.what_happened,
  noticedOn: row.noticed_on,
  harm: row.harm as Harm,
  stillHappening: row.still_happening as Concern['stillHappening'],
  origin: row.origin as Origin,
  signalId: row.signal_id,
  raisedBy: row.raised_by,
  raisedByName: row.raised_by_name,
  raisedAt: row.raised_at,
  acknowledgeBy: row.acknowledge_by,
  triageBy: row.triage_by,
  acknowledgedAt: row.acknowledged_at,
  acknowledgedByName: row.acknowledged_by_name,
  state: row.state as ConcernState,
  severity: row.severity as Severity | null,
  kind: row.kind as HazardKind | null,
  versionId: row.version_id,
  versionName: row.version_name,
  triagedAt: row.triaged_at,
  triagedByName: row.triaged_by_name,
  alertId: row.alert_id,
  outcome: row.outcome,
  closedAt: row.closed_at,
  redactedAt: row.redacted_at,
  revision: row.revision,
})
