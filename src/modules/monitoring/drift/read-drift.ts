import { readStageChanges } from '#modules/deployments/index.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb } from '#registry/handles.js'
import { categoryChanges, type CategoryChange } from './category-change.js'
import { readCategoryWindows } from './category-store.js'
import { lastGateDay, versionAtGate } from '../charts/chart-history.js'
import { versionsRun } from '../deployment-facts.js'
import { driftReference, type DriftReference } from './drift-reference.js'
import { performanceEstimate, type PerformanceEstimate } from './estimate-performance.js'
import { missingDrift, type MissingDrift } from './missing-drift.js'
import type { MonitoringPlan } from '../model.js'
import { readMeasureSites } from '../points/measure-sites.js'
import { scoreDrift, type ScoreDrift } from './score-drift.js'
import { readScoredWindows, scoresOf, type ScoredWindow } from './score-store.js'

/** What somebody asks: a site, and the periods to hold others against. */
export interface DriftWishes {
  site?: string | undefined
  from: string
  to: string
}

/** One period of one version, against the reference. */
export interface DriftedWindow {
  window: ScoredWindow
  scores: ScoreDrift
  withoutScore: MissingDrift
  withoutOutcome: MissingDrift
}

/** A period whose outcomes are not complete, and what it may come to. */
export interface EstimatedWindow {
  window: ScoredWindow
  estimate: PerformanceEstimate | null
}

/** How later periods of a site differ from the reference. */
export interface ShownDrift {
  site: string
  sites: readonly string[]
  reference: DriftReference
  drifted: readonly DriftedWindow[]
  estimated: readonly EstimatedWindow[]
  /** Of each column of categories, how later periods differ. */
  categories: readonly CategoryChange[]
  threshold: { name: string; value: number } | null
}

/** Most periods that are compared. */
export const MOST_COMPARED = 26

/** Scores and missing values of the newest periods against the reference; and estimates, newest first. */
export const readDrift = async (
  db: ReadDb,
  deploymentId: string,
  plan: Pick<MonitoringPlan, 'thresholds'>,
  wishes: DriftWishes,
  today: CalendarDate,
): Promise<ShownDrift> => {
  const { log: sites } = await readMeasureSites(db, deploymentId)
  const site = wishes.site ?? sites[0] ?? ''
  const windows = await readScoredWindows(db, deploymentId, site)
  const changes = await readStageChanges(db, deploymentId)
  const version = versionAtGate(changes, await versionsRun(db, deploymentId))
  const gate = { day: lastGateDay(changes), version }
  const reference = driftReference(windows, wishes, gate)
  const later = windows.filter((window) => !reference.windows.includes(window)).toReversed()
  const threshold = plan.thresholds[0] ?? null
  const settled = reference.windows.filter(({ maturesOn }) => maturesOn <= today)
  return {
    site,
    sites,
    reference,
    drifted: later.slice(0, MOST_COMPARED).map((window) => againstReference(reference, window)),
    estimated: later
      .filter(({ maturesOn }) => today < maturesOn)
      .map((window) => ({
        window,
        estimate: performanceEstimate(
          settled.map(({ known }) => known),
          scoresOf([window]),
          threshold?.value ?? 0.5,
        ),
      })),
    categories: categoryChanges(
      await readCategoryWindows(db, deploymentId, site),
      wishes,
      gate,
      MOST_COMPARED,
    ),
    threshold,
  }
}

const againstReference = (reference: DriftReference, window: ScoredWindow): DriftedWindow => ({
  window,
  scores: scoreDrift(scoresOf(reference.windows), scoresOf([window])),
  withoutScore: missingDrift(reference.windows, [window], 'missing_score'),
  withoutOutcome: missingDrift(reference.windows, [window], 'missing_outcome'),
})
