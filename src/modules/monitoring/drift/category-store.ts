import { z } from 'zod'
import type { ReadDb } from '#registry/handles.js'
import type { CategoryWindow } from './category-change.js'

const excluded = z.object({ missing_value: z.number().default(0) })

/** Most counts of a category in a window that are read back. */
const MOST = 5000

/** The categories of each window × version at a site, by what they are of, oldest window first. */
export const readCategoryWindows = async (
  db: ReadDb,
  deploymentId: string,
  site: string,
): Promise<CategoryWindow[]> => {
  const rows = await db
    .selectFrom('points')
    .innerJoin('window_figures', 'window_figures.id', 'points.figures_id')
    .select(['points.window_from', 'points.window_to', 'points.version_name', 'points.threshold'])
    .select(['points.numerator', 'window_figures.subject', 'window_figures.excluded'])
    .where('points.deployment_id', '=', deploymentId)
    .where('points.superseded_by', 'is', null)
    .where('points.measure', '=', 'category')
    .where('points.group_by', '=', '')
    .where('points.site', '=', site)
    .where('points.numerator', 'is not', null)
    .orderBy('points.window_from', 'desc')
    .orderBy('points.computed_at', 'desc')
    .limit(MOST)
    .execute()
  const windows = new Map<string, CategoryWindow & { counts: Map<string, number> }>()
  for (const row of rows) {
    const key = JSON.stringify([row.window_from, row.version_name, row.subject])
    const window = windows.get(key) ?? {
      from: row.window_from,
      to: row.window_to,
      versionName: row.version_name,
      of: nameOf(row.subject),
      counts: new Map<string, number>(),
      missing: excluded.parse(row.excluded).missing_value,
    }
    // Where two ways sent the same window, the count computed last stands.
    if (!window.counts.has(row.threshold)) window.counts.set(row.threshold, row.numerator ?? 0)
    windows.set(key, window)
  }
  return [...windows.values()].toReversed()
}

/** The name in a subject such as “categorical What became of the draft” (summary-readings.ts). */
const nameOf = (subject: string): string => subject.split(' ').slice(1).join(' ')
