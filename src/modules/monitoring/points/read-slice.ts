import type { ReadDb } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import { POINT_COLUMNS, toPoint } from './point-store.js'
import type { Point } from '../model.js'

/** What of a deployment's figures somebody wants to see. */
export interface Slice {
  measure: string
  threshold: string
  site: string
  /** Empty for every version. */
  version: string
  /** Empty for everybody. */
  groupBy: string
  groupValue: string
  /** First day of the first and of the last window, empty for all. */
  from: string
  to: string
}

/** Most points of a slice: three years of days. */
const MOST_POINTS = 1100

/** The current points of a slice, oldest first; the newest where there are too many. */
export const readSlice = async (
  db: ReadDb,
  deploymentId: string,
  slice: Slice,
): Promise<Point[]> => {
  const rows = await db
    .selectFrom('points')
    .select(POINT_COLUMNS)
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
    .where('measure', '=', slice.measure)
    .where('threshold', '=', slice.threshold)
    .where('site', '=', slice.site)
    .where('group_by', '=', slice.groupBy)
    .where('group_value', '=', slice.groupValue)
    .$if(slice.version !== '', (query) => query.where('version_name', '=', slice.version))
    .$if(slice.from !== '', (query) => query.where('window_from', '>=', slice.from))
    .$if(slice.to !== '', (query) => query.where('window_from', '<=', slice.to))
    .orderBy('window_from', 'desc')
    .orderBy('computed_at', 'desc')
    .limit(MOST_POINTS)
    .execute()
  return rows.map(toPoint).toReversed()
}

/** What figures there are to choose from: measures and groups of the newest window, and versions. */
export const readSliceChoices = async (db: ReadDb, deploymentId: string) => {
  const current = db
    .selectFrom('points')
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
  const newest = current.select((select) => select.fn.max('window_from').as('day'))
  const measures = await current
    .select(['measure', 'threshold'])
    .distinct()
    .where('group_by', '=', '')
    .where('window_from', '=', newest)
    .execute()
  const groups = await current
    .select(['group_by as by', 'group_value as value'])
    .distinct()
    .where('group_by', '<>', '')
    .where('window_from', '=', newest)
    .execute()
  return { measures, groups }
}

/**
 * First day of the newest window of a measure at a site that has figures of groups; null where none has.
 */
export const readNewestGroupWindow = async (
  db: ReadDb,
  deploymentId: string,
  { measure, threshold, site }: { measure: string; threshold: string; site: string },
): Promise<string | null> => {
  const row = await db
    .selectFrom('points')
    .modifyFront(planOnce)
    .select('window_from')
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
    .where('group_by', '<>', '')
    .where('measure', '=', measure)
    .where('threshold', '=', threshold)
    .where('site', '=', site)
    .orderBy('window_from', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.window_from ?? null
}
