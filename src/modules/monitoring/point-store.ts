import { sql, type Selectable } from 'kysely'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { Point, Source } from './model.js'
import type { Window } from './periods.js'

/** The columns of a point; what others may see of it is not among them. */
export const POINT_COLUMNS = [
  'id',
  'deployment_id',
  'source',
  'measure',
  'threshold',
  'window_from',
  'window_to',
  'version_id',
  'version_name',
  'site',
  'group_by',
  'group_value',
  'value',
  'low',
  'high',
  'se',
  'numerator',
  'denominator',
  'n',
  'events',
  'non_events',
  'method',
  'reason',
  'dated_by_sender',
  'matures_on',
  'final_on',
  'computed_at',
] as const

/** The sites that a deployment has figures of, in order. */
export const readSites = async (db: ReadDb, deploymentId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('window_figures')
    .select('site')
    .distinct()
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
    .execute()
  return rows.map(({ site }) => site).toSorted()
}

/** The current points of some measures, at one site or at all, oldest first: one query. */
export const readSeries = async (
  db: ReadDb,
  deploymentId: string,
  measures: readonly { measure: string; threshold: string }[],
  site?: string,
): Promise<Point[]> => readSeriesOf(db, [deploymentId], measures, site)

/** The same of several deployments together. */
export const readSeriesOf = async (
  db: ReadDb,
  deploymentIds: readonly string[],
  measures: readonly { measure: string; threshold: string }[],
  site?: string,
): Promise<Point[]> => {
  if (measures.length === 0) return []
  const rows = await db
    .selectFrom('points')
    .select(POINT_COLUMNS)
    .where('deployment_id', 'in', deploymentIds)
    .where('superseded_by', 'is', null)
    .where('group_by', '=', '')
    .$if(site !== undefined, (query) => query.where('site', '=', site ?? ''))
    .where((where) =>
      where.or(
        measures.map(({ measure, threshold }) =>
          where.and([where('measure', '=', measure), where('threshold', '=', threshold)]),
        ),
      ),
    )
    .orderBy('window_from')
    .orderBy('computed_at')
    .execute()
  return rows.map(toPoint)
}

/** The figures of subgroups in one window. */
export const readSubgroups = async (
  db: ReadDb,
  deploymentId: string,
  window: { from: string; measure: string; threshold: string; site: string },
): Promise<Point[]> => {
  const rows = await db
    .selectFrom('points')
    .select(POINT_COLUMNS)
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
    .where('group_by', '<>', '')
    .where('window_from', '=', window.from)
    .where('measure', '=', window.measure)
    .where('threshold', '=', window.threshold)
    .where('site', '=', window.site)
    .orderBy('group_by')
    .orderBy('group_value')
    .orderBy('computed_at')
    .execute()
  return rows.map(toPoint)
}

/** The figures of one window × version × site from one source, as they are received. */
export interface WindowFigures {
  id: string
  summaryId: string
  source: Source
  subject: string
  window: Window
  versionId: string | null
  versionName: string
  site: string
  digest: string
  rows: number
  used: number
  pending: number
  withheld: string | null
  /** Bins of the whole, as JSON, where scores are probabilities. */
  histogram: string | null
  datedBySender: boolean
  datedNote: string
  maturesOn: string
  finalOn: string
}

/** What figures of a deployment are told apart by. */
export type FiguresKey = Pick<
  WindowFigures,
  'window' | 'versionName' | 'site' | 'source' | 'subject'
>

/** The current figures with the same key: their id and digest. */
export const readSameFigures = async (
  tx: Tx,
  deploymentId: string,
  figures: FiguresKey,
): Promise<{ id: string; digest: string } | undefined> =>
  (await readAllSameFigures(tx, [{ deploymentId, figures }]))(deploymentId, figures)

/** Finds current figures with the same key as any of some, and keeps others from replacing them. */
export const readAllSameFigures = async (
  tx: Tx,
  all: readonly { deploymentId: string; figures: FiguresKey }[],
): Promise<
  (deploymentId: string, figures: FiguresKey) => { id: string; digest: string } | undefined
> => {
  const rows = await tx
    .selectFrom('window_figures')
    .select([
      'id',
      'digest',
      'deployment_id as deploymentId',
      'window_from as from',
      'window_to as to',
      'version_name as versionName',
      'site',
      'source',
      'subject',
    ])
    .where('deployment_id', 'in', distinct(all.map(({ deploymentId }) => deploymentId)))
    .where('window_from', 'in', distinct(all.map(({ figures }) => figures.window.from)))
    .where('subject', 'in', distinct(all.map(({ figures }) => figures.subject)))
    .where('source', 'in', distinct(all.map(({ figures }) => figures.source)))
    .where('superseded_by', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  const found = new Map(rows.map((row) => [keyOf(row.deploymentId, row, row), row]))
  return (deploymentId, figures) => found.get(keyOf(deploymentId, figures, figures.window))
}

const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)]

const keyOf = (
  deploymentId: string,
  figures: Pick<WindowFigures, 'versionName' | 'site' | 'subject'> & { source: string },
  { from, to }: Window,
): string =>
  JSON.stringify([
    deploymentId,
    from,
    to,
    figures.versionName,
    figures.site,
    figures.source,
    figures.subject,
  ])

/** Marks figures, and every point of them, as replaced. */
export const supersedeFigures = async (
  tx: Tx,
  oldId: string,
  newId: string,
  at: Date,
): Promise<void> => {
  await tx
    .updateTable('window_figures')
    .set({ superseded_by: newId, superseded_at: at })
    .where('id', '=', oldId)
    .execute()
  await tx
    .updateTable('points')
    .set({ superseded_by: newId })
    .where('figures_id', '=', oldId)
    .execute()
}

/** Adds the figures of a window. */
export const insertFigures = async (
  tx: Tx,
  whose: { organisationId: string; deploymentId: string; at: Date },
  figures: WindowFigures,
): Promise<void> => insertAllFigures(tx, [{ whose, figures }])

/** Adds the figures of windows, each with whose they are. */
export const insertAllFigures = async (
  tx: Tx,
  all: readonly {
    whose: { organisationId: string; deploymentId: string; at: Date }
    figures: WindowFigures
  }[],
): Promise<void> => {
  const rows = all.map(({ whose, figures }) => ({
    id: figures.id,
    organisation_id: whose.organisationId,
    deployment_id: whose.deploymentId,
    summary_id: figures.summaryId,
    source: figures.source,
    subject: figures.subject,
    window_from: figures.window.from,
    window_to: figures.window.to,
    version_id: figures.versionId,
    version_name: figures.versionName,
    site: figures.site,
    digest: figures.digest,
    rows: figures.rows,
    used: figures.used,
    pending: figures.pending,
    withheld: figures.withheld,
    histogram: figures.histogram,
    dated_by_sender: figures.datedBySender,
    dated_note: figures.datedNote,
    matures_on: figures.maturesOn,
    final_on: figures.finalOn,
    computed_at: whose.at,
  }))
  for (let start = 0; start < rows.length; start += IN_ONE_STATEMENT) {
    await tx
      .insertInto('window_figures')
      .values(rows.slice(start, start + IN_ONE_STATEMENT))
      .execute()
  }
}

type PointRow = Selectable<Rows['points']>

/** A point as it is stored. */
export type NewPointRow = Omit<PointRow, 'superseded_by' | 'shared'> & { shared: object | null }

const IN_ONE_STATEMENT = 1000

/** Adds points, many in a statement, as one JSON: thirty parameters a point took most of the time. */
export const insertPoints = async (tx: Tx, rows: readonly NewPointRow[]): Promise<void> => {
  const columns = Object.keys(rows[0] ?? {})
  for (let start = 0; start < rows.length; start += IN_ONE_STATEMENT) {
    const names = sql.join(columns.map((name) => sql.ref(name)))
    const json = JSON.stringify(rows.slice(start, start + IN_ONE_STATEMENT))
    await sql`insert into points (${names})
      select ${names} from json_populate_recordset(null::points, ${json})`.execute(tx)
  }
}

/** Recomputes when figures mature and become final, after a plan was fixed anew. */
export const redateFigures = async (
  tx: Tx,
  deploymentId: string,
  plan: { followUpDays: number; graceDays: number },
): Promise<void> => {
  const dates = {
    matures_on: sql<string>`window_to + ${plan.followUpDays}::int`,
    final_on: sql<string>`window_to + ${plan.followUpDays + plan.graceDays}::int`,
  }
  for (const table of ['window_figures', 'points'] as const) {
    await tx
      .updateTable(table)
      .set(dates)
      .where('deployment_id', '=', deploymentId)
      .where('superseded_by', 'is', null)
      .execute()
  }
}

/** Notes that every mature window of some deployments so far was judged by the plan's rules. */
export const markJudged = async (
  tx: Tx,
  deploymentIds: readonly string[],
  today: string,
  at: Date,
): Promise<void> => {
  await tx
    .updateTable('window_figures')
    .set({ judged_at: at })
    .where('deployment_id', 'in', deploymentIds)
    .where('superseded_by', 'is', null)
    .where('judged_at', 'is', null)
    .where('matures_on', '<=', today)
    .execute()
}

/** Marks the current figures of a deployment to be judged anew: what they are judged by has changed. */
export const markToJudge = async (tx: Tx, deploymentId: string): Promise<void> => {
  await tx
    .updateTable('window_figures')
    .set({ judged_at: null })
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
    .where('judged_at', 'is not', null)
    .execute()
}

/** Those of some deployments that have mature figures which were not judged. */
export const readToJudge = async (
  db: ReadDb,
  deploymentIds: readonly string[],
  today: string,
): Promise<string[]> => {
  const rows = await db
    .selectFrom('window_figures')
    .select('deployment_id')
    .distinct()
    .where('deployment_id', 'in', deploymentIds)
    .where('superseded_by', 'is', null)
    .where('judged_at', 'is', null)
    .where('matures_on', '<=', today)
    .execute()
  return rows.map((row) => row.deployment_id)
}

/** The end of the newest window with rows in it, or null; what missing data is counted from. */
export const readLastWindowEnd = async (db: ReadDb, deploymentId: string): Promise<string | null> =>
  (await readLastWindowEnds(db, [deploymentId])).get(deploymentId) ?? null

/** The same of several deployments, by deployment; those without any are not in it. */
export const readLastWindowEnds = async (
  db: ReadDb,
  deploymentIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await db
    .selectFrom('window_figures')
    .select((select) => ['deployment_id', select.fn.max('window_to').as('to')])
    .where('deployment_id', 'in', deploymentIds)
    .where('superseded_by', 'is', null)
    .where('rows', '>', 0)
    .groupBy('deployment_id')
    .execute()
  return new Map(rows.map((row) => [row.deployment_id, row.to]))
}

/** A row of points as the rest of the module knows it. */
export const toPoint = (row: Pick<PointRow, (typeof POINT_COLUMNS)[number]>): Point => ({
  id: row.id,
  deploymentId: row.deployment_id,
  source: row.source as Source,
  measure: row.measure,
  threshold: row.threshold,
  windowFrom: row.window_from,
  windowTo: row.window_to,
  versionId: row.version_id,
  versionName: row.version_name,
  site: row.site,
  groupBy: row.group_by,
  groupValue: row.group_value,
  value: row.value,
  low: row.low,
  high: row.high,
  se: row.se,
  numerator: row.numerator,
  denominator: row.denominator,
  n: row.n,
  events: row.events,
  nonEvents: row.non_events,
  method: row.method,
  reason: row.reason,
  datedBySender: row.dated_by_sender,
  maturesOn: row.matures_on,
  finalOn: row.final_on,
  computedAt: row.computed_at,
})
