import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { ReadDb, Rows } from '#registry/handles.js'
import type { ScoreHistogram } from './score-drift.js'
import type { HistogramBin } from '../summary/summary-format.js'

/** How the scores of one window × version at a site are spread, and what was left out. */
export interface ScoredWindow {
  from: string
  to: string
  versionName: string
  maturesOn: string
  rows: number
  excluded: Readonly<Record<string, number>>
  /** Whether `excluded` says of every row left out why; figures stored before that was kept do not. */
  reasonsKept: boolean
  /** Of rows with an outcome; empty where figures were withheld. */
  known: readonly HistogramBin[]
  /** Of rows whose outcome is still to come. */
  awaited: ScoreHistogram
}

const edge = z.number().nullable()
const known = z.array(
  z.object({ low: edge, high: edge, events: z.number(), non_events: z.number() }),
)
const awaited = z.array(z.object({ low: edge, high: edge, rows: z.number() }))
const excluded = z.record(z.string(), z.number())

/** Most windows that are read back. */
const MOST = 120

/** The newest figures of predictions of each window × version at a site, oldest window first. */
export const readScoredWindows = async (
  db: ReadDb,
  deploymentId: string,
  site: string,
): Promise<ScoredWindow[]> => {
  const rows = await db
    .selectFrom('window_figures')
    .distinctOn(['window_from', 'version_name'])
    .select(['window_from', 'window_to', 'version_name', 'matures_on', 'rows', 'excluded'])
    .select(['histogram', 'awaited', 'used', 'pending'])
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
    .where('site', '=', site)
    .where('subject', '=', '')
    .where((where) =>
      where.or([where('histogram', 'is not', null), where('awaited', 'is not', null)]),
    )
    .orderBy('window_from', 'desc')
    .orderBy('version_name')
    .orderBy('computed_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.toReversed().map(scoredWindow)
}

/** A row of figures as the spread of scores that it keeps. */
export const scoredWindow = (
  row: Pick<
    Selectable<Rows['window_figures']>,
    'window_from' | 'window_to' | 'version_name' | 'matures_on' | 'rows' | 'used' | 'pending'
  > & { excluded: unknown; histogram: unknown; awaited: unknown },
): ScoredWindow => ({
  from: row.window_from,
  to: row.window_to,
  versionName: row.version_name,
  maturesOn: row.matures_on,
  rows: row.rows,
  excluded: excluded.parse(row.excluded),
  reasonsKept: reasonsKept(row),
  known: known.parse(row.histogram ?? []),
  awaited: awaited.parse(row.awaited ?? []),
})

/** Rows left out are counted by reason, but for those that wait for an outcome, which always were. */
const reasonsKept = ({
  rows,
  used,
  pending,
  excluded: stored,
}: Pick<Selectable<Rows['window_figures']>, 'rows' | 'used' | 'pending'> & {
  excluded: unknown
}): boolean => {
  const counted = Object.values(excluded.parse(stored)).reduce((sum, count) => sum + count, 0)
  return rows - used <= Math.max(counted, pending)
}

/** All scores of windows: those with an outcome and those that wait for it. */
export const scoresOf = (windows: readonly ScoredWindow[]): ScoreHistogram[] =>
  windows.flatMap((window) => [
    window.known.map(({ low, high, events, non_events }) => ({
      low,
      high,
      rows: events + non_events,
    })),
    window.awaited,
  ])
