import { sql, type Selectable } from 'kysely'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import { readBasis } from '../drift/drift-basis.js'
import type { Point, Source } from '../model.js'

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
  'expected',
  'n',
  'events',
  'non_events',
  'method',
  'reason',
  'reference',
  'dated_by_sender',
  'matures_on',
  'final_on',
  'computed_at',
] as const

/** The figures of subgroups in one window. */
export const readSubgroups = async (
  db: ReadDb,
  deploymentId: string,
  window: { from: string; measure: string; threshold: string; site: string },
): Promise<Point[]> => {
  const rows = await db
    .selectFrom('points')
    .modifyFront(planOnce)
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

/** Points by their ids, oldest period first, those that others took the place of included. */
export const readPoints = async (db: ReadDb, ids: readonly string[]): Promise<Point[]> => {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('points')
    .select(POINT_COLUMNS)
    .where('id', 'in', ids)
    .orderBy('window_from')
    .execute()
  return rows.map(toPoint)
}

type PointRow = Selectable<Rows['points']>

/** A point as it is stored. */
export type NewPointRow = Omit<PointRow, 'superseded_by' | 'shared' | 'reference'> & {
  shared: object | null
  reference: object | null
}

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
  expected: row.expected,
  n: row.n,
  events: row.events,
  nonEvents: row.non_events,
  method: row.method,
  reason: row.reason,
  reference: readBasis(row.reference),
  datedBySender: row.dated_by_sender,
  maturesOn: row.matures_on,
  finalOn: row.final_on,
  computedAt: row.computed_at,
})
