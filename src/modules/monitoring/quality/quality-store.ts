import type { ReadDb } from '#registry/handles.js'
import type { CountedRows, ReceivedWindow } from './data-quality.js'

const MOST_ROWS = 2000

/** The current figures of windows from a day on, with what their summaries counted. */
export const readWindowFigures = async (
  db: ReadDb,
  deploymentId: string,
  from: string,
): Promise<(ReceivedWindow & { summaryId: string; summary: CountedRows })[]> => {
  const rows = await db
    .selectFrom('window_figures')
    .innerJoin('received_summaries', 'received_summaries.id', 'window_figures.summary_id')
    .select([
      'window_figures.summary_id as summaryId',
      'window_figures.window_from as from',
      'window_figures.window_to as to',
      'window_figures.source',
      'window_figures.subject',
      'window_figures.version_name as versionName',
      'window_figures.site',
      'window_figures.rows',
      'window_figures.used',
      'window_figures.pending',
      'window_figures.withheld',
      'window_figures.matures_on as maturesOn',
      'window_figures.computed_at as computedAt',
      'received_summaries.rows as rowsRead',
      'received_summaries.used as rowsUsed',
      'received_summaries.excluded',
    ])
    .where('window_figures.deployment_id', '=', deploymentId)
    .where('window_figures.superseded_by', 'is', null)
    .where('window_figures.window_from', '>=', from)
    .orderBy('window_figures.window_from', 'desc')
    .limit(MOST_ROWS)
    .execute()
  return rows.map(({ rowsRead, rowsUsed, excluded, ...row }) => ({
    ...row,
    summary: { rows: rowsRead, used: rowsUsed, excluded: numbersOf(excluded) },
  }))
}

const numbersOf = (value: unknown): Record<string, number> =>
  value !== null && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value).filter((one): one is [string, number] => typeof one[1] === 'number'),
      )
    : {}
