import type { HandlerContext } from '#kernel/declare/background.js'
import { Unavailable } from '#kernel/errors.js'
import type { Doors } from '#kernel/operation.js'
import { asCountOf } from '#ui/words.js'
import type { Scope, TelemetryStore } from '#telemetry/telemetry-store.js'
import { MOST_TOGETHER, noteTouched } from '../closing/close-window.js'
import { severalAtOnce } from '../closing/several-at-once.js'
import {
  intakeProgress,
  monitoredDeployments,
  type Progress,
} from '../closing/watch-deployments.js'

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

/**
 * Notes the windows of all deployments whose rows changed, found in one pass over the events. Answers
 * those whose rows can be read: one whose server does not answer waits, and is told among the faults.
 */
export const noteChanges = async <One extends Watched>(
  telemetry: TelemetryStore,
  watched: readonly One[],
  faults: unknown[],
): Promise<One[]> => {
  const asked = watched.map(({ scope, notedUntil: since }) => ({ scope, since }))
  const touched = await telemetry.datesTouchedOf(asked)
  const found = watched.map((one, place) => ({ one, ...touched[place] }))
  const waiting = found.filter(({ waitsFor }) => waitsFor !== undefined)
  if (waiting.length > 0)
    faults.push(
      waits(
        waiting.map(({ one }) => one),
        waiting[0]?.waitsFor,
      ),
    )
  const changed = found.flatMap(({ one, dates = [], until = 0 }) =>
    until > one.notedUntil ? [{ ...one, dates, until }] : [],
  )
  await severalAtOnce(byOrganisation(changed, MOST_TOGETHER), AT_ONCE, async (group) => {
    const told = group.map(({ deploymentId, dates, until }) => ({ deploymentId, dates, until }))
    await group[0].doors.run(noteTouched, { touched: told })
  })
  return found.flatMap(({ one, waitsFor }) => (waitsFor === undefined ? [one] : []))
}

const waits = (waiting: readonly Watched[], cause: unknown): Unavailable => {
  const ids = waiting.map(({ deploymentId }) => deploymentId).join(', ')
  return new Unavailable(
    `The server that holds the rows of ${asCountOf(waiting.length, 'deployment')} does not answer. They wait, all others go on: ${ids}.`,
    { cause },
  )
}

/** How far the rows of each are. */
export const followAll = async (watched: readonly Watched[]): Promise<Followed[]> => {
  const followed: Followed[] = []
  await severalAtOnce(byOrganisation(watched, MOST_TOGETHER), AT_ONCE, async (group) => {
    const deploymentIds = group.map(({ deploymentId }) => deploymentId)
    const all = await group[0].doors.read(intakeProgress, { deploymentIds })
    for (const [place, progress] of all.entries()) {
      const one = group[place]
      if (one) followed.push({ ...one, progress })
    }
  })
  return followed
}

/** Parts deployments into groups of one organisation, of no more than so many. */
export const byOrganisation = <One extends Pick<Watched, 'scope'>>(
  watched: readonly One[],
  most: number,
): [One, ...One[]][] => {
  const groups: [One, ...One[]][] = []
  const open = new Map<string, [One, ...One[]]>()
  for (const one of watched) {
    const { organisationId } = one.scope
    const group = open.get(organisationId)
    if (group && group.length < most) group.push(one)
    else {
      const next: [One, ...One[]] = [one]
      open.set(organisationId, next)
      groups.push(next)
    }
  }
  return groups
}
