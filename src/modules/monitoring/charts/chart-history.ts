import { londonDate } from '#kernel/time.js'
import { readStageChangesOf } from '#modules/deployments/index.js'
import type { ReadDb } from '#registry/handles.js'
import { byDeployment } from '../by-deployment.js'
import { versionsRunOf, type VersionRun } from '../deployment-facts.js'
import type { MonitoringPlan } from '../model.js'
import { readPlan } from '../plan/plan-store.js'
import { readRebases } from './rebase-store.js'
import type { ChartHistory } from './stretches.js'

/** A plan together with what people decided since that bears on its charts. */
export type ChartedPlan = MonitoringPlan & ChartHistory

/** The plan that holds and the history of its charts; null when no plan is fixed. */
export const readChartedPlan = async (
  db: ReadDb,
  deploymentId: string,
): Promise<ChartedPlan | null> => {
  const plan = await readPlan(db, deploymentId)
  return plan && { ...plan, ...(await readChartHistory(db, deploymentId)) }
}

/** The version that last passed a gate, and the re-bases that hold. */
const readChartHistory = async (db: ReadDb, deploymentId: string): Promise<ChartHistory> =>
  (await readChartHistories(db, [deploymentId]))(deploymentId)

/** The same of several deployments together, each by its id. */
export const readChartHistories = async (
  db: ReadDb,
  deploymentIds: readonly string[],
): Promise<(deploymentId: string) => ChartHistory> => {
  const changesOf = byDeployment(await readStageChangesOf(db, deploymentIds))
  const runsOf = await versionsRunOf(db, deploymentIds)
  const rebasesOf = byDeployment(await readRebases(db, deploymentIds))
  return (deploymentId) => ({
    gateVersion: versionAtGate(changesOf(deploymentId), runsOf(deploymentId)),
    rebases: rebasesOf(deploymentId),
  })
}

/** Stages whose gate looks at figures of the version that goes in. */
const GATED = ['pilot', 'implement', 'usual']

/** The day of the last gate that looks at figures; null for none. */
export const lastGateDay = (
  changes: readonly { to: string; changedOn: string }[],
): string | null => {
  const days = changes.filter(({ to }) => GATED.includes(to)).map(({ changedOn }) => changedOn)
  return days.toSorted().at(-1) ?? null
}

/** The name of the version that ran on the day of the last gate; null when none is known. */
export const versionAtGate = (
  changes: readonly { to: string; changedOn: string }[],
  runs: readonly VersionRun[],
): string | null => {
  const last = lastGateDay(changes)
  if (last === null) return null
  return runs.findLast(({ from }) => londonDate(from) <= last)?.name ?? runs[0]?.name ?? null
}
