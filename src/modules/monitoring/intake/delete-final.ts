import { addDays, londonDate } from '#kernel/time.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import { finaliseWindow, MOST_TOGETHER } from '../closing/close-window.js'
import { deleteRows } from './delete-rows.js'
import { byOrganisation, type Followed } from './follow-rows.js'
import type { Window } from '../periods.js'
import { togetherOrAlone } from '../closing/together-or-alone.js'

/** Deployments with the same final window, and how long their unmatched outcomes are kept. */
interface FinalWindow {
  window: Window
  graceDays: number
  of: (Followed & { isFinal: boolean })[]
}

/**
 * Makes windows final and deletes their rows, many deployments of one organisation in a pass, one by
 * one where that fails; whether any were deleted.
 */
export const deleteFinal = async (
  telemetry: TelemetryStore,
  followed: readonly Followed[],
  now: Date,
  faults: unknown[],
): Promise<boolean> => {
  let deleted = false
  for (const { window, graceDays, of } of finalTogether(followed)) {
    const unmatchedBefore = addDays(londonDate(now), -graceDays)
    for (const group of byOrganisation(of, MOST_TOGETHER)) {
      const finalised = new Set(group.filter(({ isFinal }) => isFinal).map(idOf))
      await togetherOrAlone(group, faults, async (some) => {
        const [{ doors }] = some
        const deploymentIds = some.map(idOf)
        const fresh = deploymentIds.filter((id) => !finalised.has(id))
        if (fresh.length > 0) await doors.run(finaliseWindow, { deploymentIds: fresh, window })
        for (const id of fresh) finalised.add(id)
        const input = { deploymentIds, window, unmatchedBefore }
        const done = await doors.run(deleteRows(telemetry), input)
        deleted ||= done.deleted
      })
    }
  }
  return deleted
}

const idOf = ({ deploymentId }: Followed): string => deploymentId

/** Final windows with all the deployments whose they are. */
const finalTogether = (followed: readonly Followed[]): FinalWindow[] => {
  const gathered = new Map<string, FinalWindow>()
  for (const one of followed) {
    const { graceDays } = one.progress
    for (const { from, to, finalAt } of one.progress.final) {
      const key = `${from} ${to} ${graceDays}`
      const known = gathered.get(key) ?? { window: { from, to }, graceDays, of: [] }
      known.of.push({ ...one, isFinal: finalAt !== null })
      gathered.set(key, known)
    }
  }
  return [...gathered.values()]
}
