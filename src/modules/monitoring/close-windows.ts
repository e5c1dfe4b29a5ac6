import type { ClockJob } from '#kernel/describe.js'
import { DomainError } from '#kernel/errors.js'
import { addDays, londonDate } from '#kernel/time.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import {
  closeWindow,
  finaliseWindow,
  judgeDeployments,
  MOST_IN_A_COMMIT,
  MOST_TOGETHER,
  noteProblem,
} from './close-window.js'
import { deleteRows } from './delete-rows.js'
import {
  AT_ONCE,
  byOrganisation,
  followAll,
  type Followed,
  noteChanges,
  type Watched,
  watchedDeployments,
} from './follow-rows.js'
import type { Window } from './periods.js'
import { severalAtOnce } from './several-at-once.js'
import { type SummarisedRows, summariseTogether } from './summarise-rows.js'
import { SummaryRefused } from './summary/summary-refused.js'
import { judgementDue } from './watch-deployments.js'
import { isTurnOf } from './whose-turn.js'

const MINUTES = 15

/** Deployments whose rows are read in one pass over the events. */
const TOGETHER = 2000

/**
 * Closes the windows of every deployment whose rows are taken in, judges points, deletes old rows.
 * Events are read for many deployments at once, since each reading passes over all of them, and the
 * deployments of one organisation are closed and judged together, some in a commit.
 */
export const closeWindowsJob = (telemetry: TelemetryStore): ClockJob => ({
  name: 'monitoring.close-windows',
  everyMinutes: MINUTES,
  run: async (context) => {
    const watched = await watchedDeployments(context)
    const takingRows = watched.filter(({ takesRows }) => takesRows)
    await noteChanges(telemetry, takingRows)
    const followed = await followAll(takingRows)
    const faults: unknown[] = []
    for (const { window, of } of dueTogether(followed)) {
      const summaries = inCommits(summariseTogether(telemetry, window, of))
      await severalAtOnce(summaries, AT_ONCE, (group) => close(group, faults))
    }
    const deleted = await deleteFinal(telemetry, followed, context.now)
    await judgeAll(watched, context.now, faults)
    if (deleted) await telemetry.reclaim()
    if (faults.length > 0) throw faults[0]
  },
})

/** Judges those with something to judge, and each of the others once a day. */
const judgeAll = async (
  watched: readonly Watched[],
  now: Date,
  faults: unknown[],
): Promise<void> => {
  await severalAtOnce(byOrganisation(watched, MOST_TOGETHER), AT_ONCE, async (group) => {
    const ids = group.map(({ deploymentId }) => deploymentId)
    const due = new Set(await group[0].doors.read(judgementDue, { deploymentIds: ids }))
    const toJudge = group.filter(
      ({ deploymentId }) => due.has(deploymentId) || isTurnOf(deploymentId, now, MINUTES),
    )
    for (const commit of byOrganisation(toJudge, MOST_IN_A_COMMIT)) {
      await together(commit, faults, async (some) => {
        const deploymentIds = some.map(({ deploymentId }) => deploymentId)
        await some[0].doors.run(judgeDeployments, { deploymentIds })
      })
    }
  })
}

/**
 * Does work for a group; where that fails, for each by itself, so that one does not stop the others.
 * What then fails is added to the faults.
 */
const together = async <One>(
  group: readonly [One, ...One[]],
  faults: unknown[],
  work: (some: readonly [One, ...One[]]) => Promise<void>,
): Promise<void> => {
  try {
    await work(group)
  } catch (fault) {
    if (group.length === 1) faults.push(fault)
    else for (const one of group) await together([one], faults, work)
  }
}

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

/** Gathers summaries that follow each other and are of one organisation. */
async function* inCommits(
  summaries: AsyncIterable<SummarisedRows>,
): AsyncGenerator<[SummarisedRows, ...SummarisedRows[]]> {
  let group: [SummarisedRows, ...SummarisedRows[]] | null = null
  for await (const one of summaries) {
    const isSame = group?.[0].of.scope.organisationId === one.of.scope.organisationId
    if (group && isSame && group.length < MOST_IN_A_COMMIT) group.push(one)
    else {
      if (group) yield group
      group = [one]
    }
  }
  if (group) yield group
}

/** Closes a window of some deployments of one organisation; one that cannot be is noted with why. */
const close = (
  group: readonly [SummarisedRows, ...SummarisedRows[]],
  faults: unknown[],
): Promise<void> =>
  together(group, faults, async (some) => {
    const [{ of, window }] = some
    try {
      const closings = some.map((one) => {
        if (one.summary instanceof SummaryRefused) throw one.summary
        return { deploymentId: one.of.deploymentId, summary: one.summary }
      })
      await of.doors.run(closeWindow, { window, closings })
    } catch (thrown) {
      if (some.length > 1 || !isRefusal(thrown)) throw thrown
      const problem = thrown.message.slice(0, 1000)
      await of.doors.run(noteProblem, { deploymentId: of.deploymentId, window, problem })
    }
  })

const isRefusal = (thrown: unknown): thrown is Error =>
  thrown instanceof SummaryRefused || thrown instanceof DomainError

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
