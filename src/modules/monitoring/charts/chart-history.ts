import { londonDate } from '#kernel/time.js'
import { readStageChangesOf, type StageChange } from '#modules/deployments/index.js'
import type { ReadDb } from '#registry/handles.js'
import { byDeployment } from '../by-deployment.js'
import { versionsRunOf, type VersionRun } from '../deployment-facts.js'
import type { MonitoringPlan } from '../model.js'
import { readPlan } from '../plan/plan-store.js'
import { readRebases } from './rebase-store.js'
import type { ChartHistory } from './stretches.js'

/** A plan together with what people decided since that bears on its charts. */
export type ChartedPlan = MonitoringPlan & KnownHistory

/** The history of charts, and whether their version passed a gate or was in use when it was registered. */
type KnownHistory = ChartHistory & { gatePassed: boolean }

/** The plan that holds and the history of its charts; null when no plan is fixed. */
export const readChartedPlan = async (
  db: ReadDb,
  deploymentId: string,
): Promise<ChartedPlan | null> => {
  const plan = await readPlan(db, deploymentId)
  return plan && { ...plan, ...(await readChartHistory(db, deploymentId)) }
}

/** The version that last passed a gate, and the re-bases that hold. */
const readChartHistory = async (db: ReadDb, deploymentId: string): Promise<KnownHistory> =>
  (await readChartHistories(db, [deploymentId]))(deploymentId)

/** The same of several deployments together, each by its id. */
export const readChartHistories = async (
  db: ReadDb,
  deploymentIds: readonly string[],
): Promise<(deploymentId: string) => KnownHistory> => {
  const changesOf = byDeployment(await readStageChangesOf(db, deploymentIds))
  const runsOf = await versionsRunOf(db, deploymentIds)
  const rebasesOf = byDeployment(await readRebases(db, deploymentIds))
  return (deploymentId) => ({
    gateVersion: versionAtGate(changesOf(deploymentId), runsOf(deploymentId)),
    gatePassed: lastEntry(changesOf(deploymentId))?.gate === 'passed',
    rebases: rebasesOf(deploymentId),
  })
}

/** Stages whose gate looks at figures of the version that goes in. */
const GATED: readonly string[] = ['pilot', 'implement', 'usual']

type Move = Pick<StageChange, 'to' | 'gate' | 'changedOn'>

/** The last move into a stage in use: through its gate, or where a tool was in use before it was registered. */
const lastEntry = (changes: readonly Move[]): Move | undefined =>
  changes
    .filter(({ to, gate }) => GATED.includes(to) && gate !== 'rolled-back')
    .toSorted((a, b) => (a.changedOn < b.changedOn ? -1 : a.changedOn > b.changedOn ? 1 : 0))
    .at(-1)

/** The day of the last gate that looks at figures; null where none was passed here. */
export const lastGateDay = (changes: readonly Move[]): string | null => {
  const last = lastEntry(changes)
  return last?.gate === 'passed' ? last.changedOn : null
}

/**
 * The name of the version that ran on the day of the last gate, or when a tool in use was registered; a
 * roll-back is neither. Null when none is known.
 */
export const versionAtGate = (
  changes: readonly Move[],
  runs: readonly VersionRun[],
): string | null => {
  const last = lastEntry(changes)
  if (!last) return null
  return (
    runs.findLast(({ from }) => londonDate(from) <= last.changedOn)?.name ?? runs[0]?.name ?? null
  )
}
