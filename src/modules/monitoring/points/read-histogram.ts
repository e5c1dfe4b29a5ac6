import { z } from 'zod'
import type { ReadDb } from '#registry/handles.js'
import type { HistogramBin } from '../summary/summary-format.js'

/** The histogram of one window, as it is drawn. */
export interface WindowHistogram {
  windowFrom: string
  windowTo: string
  versionName: string
  /** First day on which every outcome of the window can be known. */
  maturesOn: string
  /** Its cases whose outcome is still to come, which the bins leave out. */
  pending: number
  bins: readonly HistogramBin[]
}

const bin = z.object({
  low: z.number().nullable(),
  high: z.number().nullable(),
  events: z.number(),
  non_events: z.number(),
})

/** The newest histogram of a deployment at a site, of one version or (empty) any; null for none. */
export const readHistogram = async (
  db: ReadDb,
  deploymentId: string,
  of: { site: string; version: string; from: string; to: string },
): Promise<WindowHistogram | null> => {
  const row = await db
    .selectFrom('window_figures')
    .select(['window_from', 'window_to', 'version_name', 'matures_on', 'pending', 'histogram'])
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
    .where('histogram', 'is not', null)
    .where('site', '=', of.site)
    .$if(of.version !== '', (query) => query.where('version_name', '=', of.version))
    .$if(of.from !== '', (query) => query.where('window_from', '>=', of.from))
    .$if(of.to !== '', (query) => query.where('window_from', '<=', of.to))
    .orderBy('window_from', 'desc')
    .orderBy('computed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return {
    windowFrom: row.window_from,
    windowTo: row.window_to,
    versionName: row.version_name,
    maturesOn: row.matures_on,
    pending: row.pending,
    bins: z.array(bin).parse(row.histogram),
  }
}
