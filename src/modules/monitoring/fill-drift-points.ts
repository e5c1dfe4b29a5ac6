import { readStageChanges } from '#modules/deployments/index.js'
import type { CommandContext } from '#registry/command.js'
import type { Tx } from '#registry/handles.js'
import { lastGateDay, versionAtGate } from './chart-history.js'
import { versionsRun, type MonitoredDeployment } from './deployment-facts.js'
import { DRIFT_MEASURES, driftFigures, type DriftMeasure } from './drift-points.js'
import type { MonitoringPlan, Source } from './model.js'
import { pointRow } from './point-rows.js'
import { insertPoints, type NewPointRow } from './point-store.js'
import { scoredWindow } from './score-store.js'

/** A deployment with the measures that its plan watches. */
interface Watching {
  deployment: MonitoredDeployment
  plan: Pick<MonitoringPlan, 'measures'> | null
}

/** Most windows of a deployment, all sites and ways in, that are looked back on. */
const MOST = 1000

/**
 * Adds the points of drift and missing values that plans watch and that stored windows lack, from what
 * is stored of each. A point that is there stays as it was computed: a reference that changes later
 * changes those that come, and figures that supersede others bring points of their own.
 */
export const fillDriftPoints = async (
  context: Pick<CommandContext, 'tx' | 'now' | 'newId'>,
  all: readonly Watching[],
): Promise<void> => {
  for (const { deployment, plan } of all) {
    const measures = DRIFT_MEASURES.filter((id) =>
      plan?.measures.some(({ measure }) => measure === id),
    )
    if (measures.length === 0) continue
    await insertPoints(context.tx, await lackingPoints(context, deployment, measures))
  }
}

const lackingPoints = async (
  { tx, now, newId }: Pick<CommandContext, 'tx' | 'now' | 'newId'>,
  { id: deploymentId, organisationId }: MonitoredDeployment,
  measures: readonly DriftMeasure[],
): Promise<NewPointRow[]> => {
  const kept = await readKept(tx, deploymentId)
  const there = await readThere(tx, deploymentId, measures)
  const changes = await readStageChanges(tx, deploymentId)
  const version = versionAtGate(changes, await versionsRun(tx, deploymentId))
  const gate = { day: lastGateDay(changes), version }
  const sites = [...new Set(kept.map(({ site }) => site))]
  return sites
    .flatMap((site) => driftFigures(newestWay(kept, site), measures, gate))
    .filter(({ window, measure }) => !there.has(`${window.id} ${measure}`))
    .map(({ window, measure, figure }) => {
      const { source, datedBySender } = window
      const receiving = { organisationId, deploymentId, source, datedBySender, now, newId }
      const figures = { ...window, window: { from: window.from, to: window.to } }
      const named = { measure, threshold: '', thresholdValue: null, figure }
      return pointRow(receiving, figures, named, { by: '', value: '' })
    })
}

type Kept = Awaited<ReturnType<typeof readKept>>[number]

/** Of a window × version that came in several ways, what was computed last; oldest window first. */
const newestWay = (kept: readonly Kept[], site: string): Kept[] => [
  ...new Map(
    kept.filter((one) => one.site === site).map((one) => [`${one.from} ${one.versionName}`, one]),
  ).values(),
]

/** The current figures of predictions, oldest window first and of each the one computed last. */
const readKept = async (tx: Tx, deploymentId: string) => {
  const rows = await tx
    .selectFrom('window_figures')
    .select(['id', 'source', 'site', 'window_from', 'window_to', 'version_id', 'version_name'])
    .select(['matures_on', 'final_on', 'rows', 'excluded', 'histogram', 'awaited'])
    .select('dated_by_sender')
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
    .where('subject', '=', '')
    .orderBy('window_from', 'desc')
    .orderBy('version_name', 'desc')
    .orderBy('computed_at', 'desc')
    .limit(MOST)
    .execute()
  return rows.toReversed().map((row) => ({
    ...scoredWindow(row),
    id: row.id,
    source: row.source as Source,
    site: row.site,
    versionId: row.version_id,
    finalOn: row.final_on,
    datedBySender: row.dated_by_sender,
  }))
}

/** Figures and measures that have a point, as one text each. */
const readThere = async (
  tx: Tx,
  deploymentId: string,
  measures: readonly DriftMeasure[],
): Promise<Set<string>> => {
  const rows = await tx
    .selectFrom('points')
    .select(['figures_id', 'measure'])
    .where('deployment_id', '=', deploymentId)
    .where('superseded_by', 'is', null)
    .where('measure', 'in', measures)
    .execute()
  return new Set(rows.map(({ figures_id, measure }) => `${figures_id} ${measure}`))
}
