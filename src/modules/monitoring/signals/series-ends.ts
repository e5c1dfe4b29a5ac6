import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'

/** How far the figures of one site reach: of the log, where `subject` is empty, or of what is given by itself. */
export interface SeriesEnd {
  deploymentId: string
  site: string
  subject: string
  /** First day after its newest window. */
  to: CalendarDate
}

/** How far the figures of every site and subject of some deployments reach. */
export const readSeriesEnds = async (
  db: ReadDb,
  deploymentIds: readonly string[],
): Promise<SeriesEnd[]> =>
  db
    .selectFrom('window_figures')
    .select((select) => [
      'deployment_id as deploymentId',
      'site',
      'subject',
      select.fn.max('window_to').as('to'),
    ])
    .where('deployment_id', 'in', deploymentIds)
    .where('superseded_by', 'is', null)
    .where('rows', '>', 0)
    .groupBy(['deployment_id', 'site', 'subject'])
    .orderBy('site')
    .orderBy('subject')
    .execute()
