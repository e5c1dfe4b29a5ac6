import type { ClockJob } from '#kernel/describe.js'
import { DomainError } from '#kernel/errors.js'
import { addDays, londonDate } from '#kernel/time.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import { closeWindow, finaliseWindow, judgeDeployment, noteProblem } from './close-window.js'
import { deleteRows } from './delete-rows.js'
import {
  AT_ONCE,
  followAll,
  type Followed,
  noteChanges,
  watchedDeployments,
} from './follow-rows.js'
import type { Window } from './periods.js'
import { severalAtOnce } from './several-at-once.js'
import { type SummarisedRows, summariseTogether } from './summarise-rows.js'
import { SummaryRefused } from './summary/summary-refused.js'

const MINUTES = 15

/** Deployments whose rows are read in one pass over the events. */
const TOGETHER = 2000

/**
 * Closes the windows of every deployment whose rows are taken in, judges points, deletes old rows.
 * Events are read for many deployments at once, since each reading passes over all of them; each
 * window is closed in a commit of its own.
 */
export const closeWindowsJob = (telemetry: TelemetryStore): ClockJob => ({
  name: 'monitoring.close-windows',
  everyMinutes: MINUTES,
  run: async (context) => {
    const watched = await watchedDeployments(context)
    const takingRows = watched.filter(({ takesRows }) => takesRows)
    await noteChanges(telemetry, takingRows)
    const followed = await followAll(takingRows)
    for (const { window, of } of dueTogether(followed)) {
      await severalAtOnce(summariseTogether(telemetry, window, of), AT_ONCE, close)
    }
    const deleted = await deleteFinal(telemetry, followed, context.now)
    await severalAtOnce(watched, AT_ONCE, async ({ doors, deploymentId }) => {
      await doors.run(judgeDeployment, { deploymentId })
    })
    if (deleted) await telemetry.reclaim()
  },
})

/** Windows that are due, oldest first, with the deployments they are due for, not too many at once. */
const dueTogether = (followed: readonly Followed[]): { window: Window; of: Followed[] }[] => {
  const gathered = new Map<string, { window: Window; of: Followed[] }[]>()
  for (const one of followed) {
    for (const { from, to } of one.progress.due) {
      const lists = gathered.get(`${from} ${to}`) ?? []
      const last = lists.at(-1)
      if (last && last.of.length < TOGETHER) last.of.push(one)
      else lists.push({ window: { from, to }, of: [one] })
      gathered.set(`${from} ${to}`, lists)
    }
  }
  return [...gathered.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, lists]) => lists)
}

const close = async ({ of, window, summary }: SummarisedRows): Promise<void> => {
  const about = { deploymentId: of.deploymentId, window }
  try {
    if (summary instanceof SummaryRefused) throw summary
    await of.doors.run(closeWindow, { ...about, summary })
  } catch (thrown) {
    if (!(thrown instanceof SummaryRefused) && !(thrown instanceof DomainError)) throw thrown
    await of.doors.run(noteProblem, { ...about, problem: thrown.message.slice(0, 1000) })
  }
}

/** Deletes the rows of final windows; whether any were. */
const deleteFinal = async (
  telemetry: TelemetryStore,
  followed: readonly Followed[],
  now: Date,
): Promise<boolean> => {
  let deleted = false
  for (const { doors, deploymentId, progress } of followed) {
    const unmatchedBefore = addDays(londonDate(now), -progress.graceDays)
    for (const { from, to, finalAt } of progress.final) {
      const about = { deploymentId, window: { from, to } }
      if (finalAt === null) await doors.run(finaliseWindow, about)
      const done = await doors.run(deleteRows(telemetry), { ...about, unmatchedBefore })
      deleted ||= done.deleted
    }
  }
  return deleted
}
