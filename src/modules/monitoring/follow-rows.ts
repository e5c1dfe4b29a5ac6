import type { HandlerContext } from '#kernel/describe.js'
import type { Doors } from '#kernel/operation.js'
import type { Scope, TelemetryStore } from '#telemetry/telemetry-store.js'
import { noteTouched } from './close-window.js'
import type { VersionRun } from './deployment-facts.js'
import type { Window } from './periods.js'
import { severalAtOnce } from './several-at-once.js'
import { intakeProgress, monitoredDeployments } from './watch-deployments.js'

/** How many deployments are read or written in the registry side by side. */
export const AT_ONCE = 4

/** A deployment that is watched, and the doors to its organisation. */
export interface Watched {
  deploymentId: string
  takesRows: boolean
  scope: Scope
  notedUntil: number
  doors: Doors
}

/** Windows of a deployment's rows that are due or final, and what closing them needs. */
export interface Progress {
  thresholds: readonly { name: string; value: number }[]
  versions: readonly VersionRun[]
  graceDays: number
  due: readonly Window[]
  final: readonly (Window & { finalAt: Date | null })[]
}

/** A deployment that takes rows, and how far they are. */
export interface Followed extends Watched {
  progress: Progress
}

/** Every deployment with a plan or with rows. */
export const watchedDeployments = async (context: HandlerContext): Promise<Watched[]> =>
  (await context.read(monitoredDeployments, {})).map((one) => ({
    deploymentId: one.deploymentId,
    takesRows: one.takesRows,
    notedUntil: one.notedUntil,
    scope: { organisationId: one.organisation.id, deploymentId: one.deploymentId },
    doors: context.as(one.organisation),
  }))

/** Notes the windows of all deployments whose rows changed, found in one pass over the events. */
export const noteChanges = async (
  telemetry: TelemetryStore,
  watched: readonly Watched[],
): Promise<void> => {
  const asked = watched.map(({ scope, notedUntil: since }) => ({ scope, since }))
  const touched = await telemetry.datesTouchedOf(asked)
  const changed = watched.flatMap((one, i) => {
    const { dates = [], until = 0 } = touched[i] ?? {}
    return until > one.notedUntil ? [{ ...one, dates, until }] : []
  })
  await severalAtOnce(changed, AT_ONCE, async ({ doors, deploymentId, dates, until }) => {
    await doors.run(noteTouched, { deploymentId, dates, until })
  })
}

/** How far the rows of each are. */
export const followAll = async (watched: readonly Watched[]): Promise<Followed[]> => {
  const followed: Followed[] = []
  await severalAtOnce(watched, AT_ONCE, async (one) => {
    const progress = await one.doors.read(intakeProgress, { deploymentId: one.deploymentId })
    followed.push({ ...one, progress })
  })
  return followed
}
