import { sql } from 'kysely'
import type { ReadDb, Tx } from '#registry/handles.js'
import { planOnce } from '#registry/plan-once.js'
import type { Source } from '../model.js'
import type { Window } from '../periods.js'

const IN_ONE_STATEMENT = 1000

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
  awaited: string | null
  excluded: string
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
    awaited: figures.awaited,
    excluded: figures.excluded,
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
    .modifyFront(planOnce)
    .select((select) => ['deployment_id', select.fn.max('window_to').as('to')])
    .where('deployment_id', 'in', deploymentIds)
    .where('superseded_by', 'is', null)
    .where('rows', '>', 0)
    .groupBy('deployment_id')
    .execute()
  return new Map(rows.map((row) => [row.deployment_id, row.to]))
}
