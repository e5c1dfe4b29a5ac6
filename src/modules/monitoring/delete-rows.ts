import { z } from 'zod'
import { startOfLondonDay } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { mayDelete } from '#registry/deletion-lock.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import { updateIntakeWindow } from './intake-window-store.js'

/**
 * Deletes the rows of a window that is final, and old outcomes that no prediction goes with. While a
 * backup runs it does nothing and says so: the next run of the clock deletes them.
 */
export const deleteRows = (telemetry: TelemetryStore) =>
  command({
    name: 'monitoring.delete-rows',
    allow: ['system'],
    input: z.object({
      deploymentId: z.string().max(40),
      window: z.object({ from: z.iso.date(), to: z.iso.date() }),
      unmatchedBefore: z.iso.date(),
    }),
    async run({ tx, now, organisationId }, { deploymentId, window, unmatchedBefore }) {
      if (!(await mayDelete(tx))) {
        return { result: { deleted: false }, audit: 'nothing-changed', events: [] }
      }
      const scope = { organisationId: organisationId(), deploymentId }
      const span = { from: startOfLondonDay(window.from), to: startOfLondonDay(window.to) }
      await telemetry.deleteWindow(scope, span)
      await telemetry.deleteUnmatched(scope, startOfLondonDay(unmatchedBefore))
      await updateIntakeWindow(tx, [deploymentId], window, { rows_deleted_at: now })
      return {
        result: { deleted: true },
        audit: {
          subject: { kind: 'deployment', id: deploymentId },
          after: { window, rowsDeleted: true },
        },
        events: [],
      }
    },
  })
