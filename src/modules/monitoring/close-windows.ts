import type { ClockJob, HandlerContext } from '#kernel/describe.js'
import { DomainError } from '#kernel/errors.js'
import type { Doors } from '#kernel/operation.js'
import { addDays, londonDate, startOfLondonDay } from '#kernel/time.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import {
  closeWindow,
  finaliseWindow,
  judgeDeployment,
  noteProblem,
  noteTouched,
} from './close-window.js'
import { deleteRows } from './delete-rows.js'
import type { VersionRun } from './deployment-facts.js'
import type { Period } from './model.js'
import { windowOf, type Window } from './periods.js'
import { nodeSha256 } from './summary/summarise-command.js'
import { sealSummary } from './summary/seal-summary.js'
import { Summariser } from './summary/summarise.js'
import { SummaryRefused } from './summary/summary-refused.js'
import type { SealedSummary } from './summary/summary-format.js'
import { versionAt } from './versions.js'
import { intakeProgress, monitoredDeployments } from './watch-deployments.js'

const MINUTES = 15

/** Closes the windows of every deployment whose rows are taken in, judges points, deletes old rows. */
export const closeWindowsJob = (telemetry: TelemetryStore): ClockJob => ({
  name: 'monitoring.close-windows',
  everyMinutes: MINUTES,
  run: async (context) => {
    let deleted = false
    for (const one of await context.read(monitoredDeployments, {})) {
      const doors = context.as(one.organisation)
      const scope = { organisationId: one.organisation.id, deploymentId: one.deploymentId }
      if (one.takesRows && (await followRows(doors, telemetry, scope, context))) deleted = true
      await doors.run(judgeDeployment, { deploymentId: one.deploymentId })
    }
    if (deleted) await telemetry.reclaim()
  },
})

interface Scope {
  organisationId: string
  deploymentId: string
}

/** Tallies what is due and deletes what is final; whether anything was deleted. */
const followRows = async (
  doors: Doors,
  telemetry: TelemetryStore,
  scope: Scope,
  { now }: Pick<HandlerContext, 'now'>,
): Promise<boolean> => {
  const { deploymentId } = scope
  const before = await doors.read(intakeProgress, { deploymentId })
  const touched = await telemetry.datesTouched(scope, before.notedUntil)
  if (touched.until > before.notedUntil) {
    const windows = distinct(touched.dates.map((date) => windowOf(date, before.period)))
    await doors.run(noteTouched, { deploymentId, windows, until: touched.until })
  }
  const progress = await doors.read(intakeProgress, { deploymentId })
  for (const window of progress.due) {
    await tally(doors, telemetry, scope, window, progress)
  }
  return deleteFinal(doors, telemetry, deploymentId, progress, now)
}

/** Deletes the rows of final windows; whether any were. */
const deleteFinal = async (
  doors: Doors,
  telemetry: TelemetryStore,
  deploymentId: string,
  progress: { final: readonly (Window & { finalAt: Date | null })[]; graceDays: number },
  now: Date,
): Promise<boolean> => {
  const unmatchedBefore = addDays(londonDate(now), -progress.graceDays)
  let deleted = false
  for (const final of progress.final) {
    const about = { deploymentId, window: only(final) }
    if (final.finalAt === null) await doors.run(finaliseWindow, about)
    const done = await doors.run(deleteRows(telemetry), { ...about, unmatchedBefore })
    deleted ||= done.deleted
  }
  return deleted
}

const tally = async (
  doors: Doors,
  telemetry: TelemetryStore,
  scope: Scope,
  window: Window,
  progress: {
    period: Period
    thresholds: readonly { name: string; value: number }[]
    versions: readonly VersionRun[]
  },
): Promise<void> => {
  const about = { deploymentId: scope.deploymentId, window: only(window) }
  try {
    const summary = await summariseRows(telemetry, scope, window, progress)
    await doors.run(closeWindow, { ...about, summary })
  } catch (thrown) {
    if (!(thrown instanceof SummaryRefused) && !(thrown instanceof DomainError)) throw thrown
    await doors.run(noteProblem, { ...about, problem: thrown.message.slice(0, 1000) })
  }
}

/** Rows go through the same summarising code as a file at the edge. */
const summariseRows = async (
  telemetry: TelemetryStore,
  scope: Scope,
  window: Window,
  progress: {
    thresholds: readonly { name: string; value: number }[]
    versions: readonly VersionRun[]
  },
): Promise<SealedSummary> => {
  const rows = new Summariser({
    windows: { kind: 'explicit', windows: [only(window)] },
    thresholds: progress.thresholds,
    generator: { name: 'wardround rows', version: '1' },
  })
  for await (const batch of telemetry.joinedRows(scope, spanOf(window))) {
    for (const row of batch) {
      rows.add({
        score: row.score,
        outcome: row.outcome,
        pending: row.outcome === null,
        decision: row.decision ?? null,
        at: row.at,
        version: row.version ?? versionAt(row.at, progress.versions) ?? null,
        site: row.site ?? null,
        groups: row.groups,
      })
    }
  }
  return sealSummary(rows.finish(), nodeSha256)
}

const spanOf = ({ from, to }: Window) => ({
  from: startOfLondonDay(from),
  to: startOfLondonDay(to),
})

const only = ({ from, to }: Window): Window => ({ from, to })

const distinct = (windows: readonly Window[]): Window[] => [
  ...new Map(windows.map((window) => [window.from, window])).values(),
]
