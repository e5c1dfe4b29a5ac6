import type { ReadDb } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import { subjectOf } from '../entered/subject.js'
import { isEntered } from '../measures.js'
import type { PlanMeasure } from '../model.js'
import type { SeriesEnd } from '../signals/series-ends.js'

type Named = Pick<PlanMeasure, 'measure' | 'threshold'>

/** The sites that a deployment has figures of, in order: what is typed for the whole has none, a log may. */
export interface MeasureSites {
  all: readonly string[]
  /** Those of the log. */
  log: readonly string[]
  /** How far the figures of each site and subject reach. */
  ends: readonly Omit<SeriesEnd, 'deploymentId'>[]
  /** Those that figures of one measure come from: of the log, or given by themselves. */
  of: (measure: Named) => readonly string[]
}

/** See `MeasureSites`. */
export const readMeasureSites = async (db: ReadDb, deploymentId: string): Promise<MeasureSites> => {
  const rows = await db
    .selectFrom('window_figures')
    .modifyFront(planOnce)
    .select((select) => [
      'site',
      'subject',
      select.fn.max('window_to').filterWhere('rows', '>', 0).as('to'),
    ])
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
    .groupBy(['site', 'subject'])
    .execute()
  const sitesWhere = (isWanted: (subject: string) => boolean): string[] =>
    [...new Set(rows.filter(({ subject }) => isWanted(subject)).map(({ site }) => site))].toSorted()
  return {
    all: sitesWhere(() => true),
    ends: rows.flatMap(({ site, subject, to }) => (to ? [{ site, subject, to }] : [])),
    log: sitesWhere((subject) => subject === ''),
    of: (measure) => {
      const own = subjectOf(measure, null)
      const isOfLog = !isEntered(measure.measure)
      return sitesWhere((subject) => subject === own || (isOfLog && subject === ''))
    },
  }
}

/** The site that is wanted where figures come from it, and otherwise the first that they come from. */
export const siteAmong = (sites: readonly string[], wanted: string | undefined): string =>
  wanted !== undefined && sites.includes(wanted) ? wanted : (sites[0] ?? '')
