import { z } from 'zod'
import { startOfLondonDay } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { mayDelete } from '#registry/deletion-lock.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import { MOST_TOGETHER, sameOfEach } from './close-window.js'
import { updateIntakeWindow } from './intake-window-store.js'

/**
 * Deletes the rows of a window that is final for some deployments, in one pass over the events, and
 * old outcomes that no prediction goes with. While a backup runs it does nothing and says so: the next
 * run of the clock deletes them.
 */
export const deleteRows = (telemetry: TelemetryStore) =>
  command({
    name: 'monitoring.delete-rows',
    allow: ['system'],
    input: z.object({
      deploymentIds: z.array(z.string().max(40)).min(1).max(MOST_TOGETHER),
      window: z.object({ from: z.iso.date(), to: z.iso.date() }),
      unmatchedBefore: z.iso.date(),
    }),
    async run({ tx, now, organisationId }, { deploymentIds, window, unmatchedBefore }) {
      if (!(await mayDelete(tx))) {
        return { result: { deleted: false }, audit: 'nothing-changed', events: [] }
      }
      const scopes = deploymentIds.map((deploymentId) => ({
        organisationId: organisationId(),
        deploymentId,
      }))
      const span = { from: startOfLondonDay(window.from), to: startOfLondonDay(window.to) }
      await telemetry.deleteWindow(scopes, span)
      await telemetry.deleteUnmatched(scopes, startOfLondonDay(unmatchedBefore))
      await updateIntakeWindow(tx, deploymentIds, window, { rows_deleted_at: now })
      return {
        result: { deleted: true },
        audit: sameOfEach(deploymentIds, { window, rowsDeleted: true }),
        events: [],
      }
    },
  })
