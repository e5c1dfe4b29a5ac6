import type { ClockJob } from '#kernel/declare/background.js'
import { DomainError } from '#kernel/errors.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import {
  closeWindow,
  judgeDeployments,
  MOST_IN_A_COMMIT,
  MOST_TOGETHER,
  noteProblem,
} from './close-window.js'
import { deleteFinal } from '../intake/delete-final.js'
import {
  AT_ONCE,
  byOrganisation,
  followAll,
  type Followed,
  noteChanges,
  type Watched,
  watchedDeployments,
} from '../intake/follow-rows.js'
import type { Window } from '../periods.js'
import { severalAtOnce } from './several-at-once.js'
import { type SummarisedRows, summariseTogether } from '../intake/summarise-rows.js'
import { SummaryRefused } from '../summary/summary-refused.js'
import { togetherOrAlone } from './together-or-alone.js'
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
    const faults: unknown[] = []
    const deleted = await closeDue(telemetry, takingRows, context.now, faults)
    await judgeAll(watched, context.now, faults)
    if (deleted) await telemetry.reclaim()
    if (faults.length > 0) throw faults[0]
  },
})

/**
 * Closes what is due and deletes what is final; true where rows were deleted. A store that is out, or a
 * server of it, is among the faults: what came in as summaries is judged all the same.
 */
const closeDue = async (
  telemetry: TelemetryStore,
  takingRows: readonly Watched[],
  now: Date,
  faults: unknown[],
): Promise<boolean> => {
  if (takingRows.length === 0) return false
  try {
    const followed = await followAll(await noteChanges(telemetry, takingRows, faults))
    for (const { window, of } of dueTogether(followed)) {
      const summaries = inCommits(summariseTogether(telemetry, window, of))
      await severalAtOnce(summaries, AT_ONCE, (group) => close(group, faults))
    }
    return await deleteFinal(telemetry, followed, now, faults)
  } catch (fault) {
    faults.push(fault)
    return false
  }
}

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
      await togetherOrAlone(commit, faults, async (some) => {
        const deploymentIds = some.map(({ deploymentId }) => deploymentId)
        await some[0].doors.run(judgeDeployments, { deploymentIds })
      })
    }
  })
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
  togetherOrAlone(group, faults, async (some) => {
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
