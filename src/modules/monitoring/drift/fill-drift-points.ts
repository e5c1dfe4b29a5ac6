import { readStageChanges } from '#modules/deployments/index.js'
import { londonDate, type CalendarDate } from '#kernel/time.js'
import type { AuditEntry, CommandContext } from '#registry/command.js'
import type { Tx } from '#registry/handles.js'
import { basisOfReference } from './drift-basis.js'
import { placeOf, readDriftThere, supersedePoint, type DriftThere } from './drift-there.js'
import { lastGateDay, versionAtGate } from '../charts/chart-history.js'
import { versionsRun, type MonitoredDeployment } from '../deployment-facts.js'
import {
  DRIFT_MEASURES,
  driftFigures,
  type DriftFigure,
  type DriftMeasure,
} from './drift-points.js'
import type { MonitoringPlan, Source } from '../model.js'
import { pointRow } from '../points/point-rows.js'
import { insertPoints } from '../points/point-store.js'
import { recomputedLine } from './recomputed-drift.js'
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
 * is stored of each. Where the reference is no longer what a figure was held against, one of a window
 * that is not final is computed anew and the old one superseded; a final one stays as it is. Gives the
 * lines for the audit trail that say what superseded what, and why.
 */
export const fillDriftPoints = async (
  context: Pick<CommandContext, 'tx' | 'now' | 'newId'>,
  all: readonly Watching[],
): Promise<AuditEntry[]> => {
  const lines: AuditEntry[] = []
  for (const { deployment, plan } of all) {
    const measures = DRIFT_MEASURES.filter((id) =>
      plan?.measures.some(({ measure }) => measure === id),
    )
    const line = measures.length > 0 && (await fillOne(context, deployment, measures))
    if (line) lines.push(line)
  }
  return lines
}

const fillOne = async (
  { tx, now, newId }: Pick<CommandContext, 'tx' | 'now' | 'newId'>,
  { id: deploymentId, organisationId }: MonitoredDeployment,
  measures: readonly DriftMeasure[],
): Promise<AuditEntry | null> => {
  const kept = await readKept(tx, deploymentId)
  const figures = await figuresOf(tx, deploymentId, kept, measures)
  const there = await readDriftThere(tx, deploymentId, measures)
  const outdated = outdatedOf(there, figures, londonDate(now))
  const isThere = new Set(there.filter((one) => !outdated.includes(one)).map(({ place }) => place))
  const rows = figures
    .filter((one) => !isThere.has(placeOf(one.window.id, one.measure)))
    .map(({ window, measure, figure, reference }) => {
      const { source, datedBySender } = window
      const receiving = { organisationId, deploymentId, source, datedBySender, now, newId }
      const ofWindow = { ...window, window: { from: window.from, to: window.to } }
      const named = { measure, threshold: '', thresholdValue: null, figure }
      const row = pointRow(receiving, ofWindow, named, { by: '', value: '' })
      return { ...row, reference: reference && basisOfReference(reference) }
    })
  const newOf = new Map(rows.map((row) => [placeOf(row.figures_id, row.measure), row]))
  const recomputed = outdated.map((old) => ({ old, by: newOf.get(old.place) ?? null }))
  for (const { old, by } of recomputed) await supersedePoint(tx, old.id, by?.id ?? old.figuresId)
  await insertPoints(tx, rows)
  return recomputedLine(deploymentId, recomputed)
}

const figuresOf = async (
  tx: Tx,
  deploymentId: string,
  kept: readonly Kept[],
  measures: readonly DriftMeasure[],
): Promise<DriftFigure<Kept>[]> => {
  const changes = await readStageChanges(tx, deploymentId)
  const version = versionAtGate(changes, await versionsRun(tx, deploymentId))
  const gate = { day: lastGateDay(changes), version }
  const sites = [...new Set(kept.map(({ site }) => site))]
  return sites.flatMap((site) => driftFigures(newestWay(kept, site), measures, gate))
}

/** Points of windows that are not final, held against something else than they now would be, or that cannot be known. */
const outdatedOf = (
  there: readonly DriftThere[],
  figures: readonly DriftFigure<Kept>[],
  today: CalendarDate,
): DriftThere[] => {
  const nowOf = new Map(
    figures.map(({ window, measure, reference }) => [
      placeOf(window.id, measure),
      reference && basisOfReference(reference),
    ]),
  )
  return there.filter(({ place, measure, finalOn, reference }) => {
    if (finalOn <= today) return false
    if (measure !== 'score_psi') return !nowOf.has(place)
    return nowOf.get(place)?.figures !== (reference?.figures ?? '')
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
    .select([
      'matures_on',
      'final_on',
      'rows',
      'used',
      'pending',
      'excluded',
      'histogram',
      'awaited',
    ])
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
