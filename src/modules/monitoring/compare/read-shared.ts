import { sql, type RawBuilder } from 'kysely'
import type { ReadDb } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { ShownFigure } from '../summary/suppression.js'

/** A partner's newest figure as it may be seen: suppressed before it was stored. */
export interface SharedPoint {
  deploymentId: string
  organisationName: string
  versionName: string
  site: string
  measure: string
  threshold: string
  windowFrom: string
  windowTo: string
  method: string
  shared: ShownFigure & { profile: string }
}

/** What a definer function gives of partners' newest figures, in the order of their names. */
export const readShared = async (db: ReadDb, from: RawBuilder<unknown>): Promise<SharedPoint[]> => {
  const { rows } = await sql<{
    deployment_id: string
    organisation_name: string
    version_name: string
    site: string
    measure: string
    threshold: string
    window_from: string
    window_to: string
    method: string
    shared: SharedPoint['shared']
  }>`select ${planOnce} * from ${from}
     order by organisation_name, deployment_id, site, measure, threshold`.execute(db)
  return rows.map((row) => ({
    deploymentId: row.deployment_id,
    organisationName: row.organisation_name,
    versionName: row.version_name,
    site: row.site,
    measure: row.measure,
    threshold: row.threshold,
    windowFrom: row.window_from,
    windowTo: row.window_to,
    method: row.method,
    shared: row.shared,
  }))
}
