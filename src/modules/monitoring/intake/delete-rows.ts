import { z } from 'zod'
import { startOfLondonDay } from '#kernel/time.js'
import { type AuditEntry, command } from '#registry/command.js'
import { mayDelete } from '#registry/deletion-lock.js'
import type { Tx } from '#registry/handles.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import { linesOf } from '../audit-lines.js'
import { MOST_TOGETHER } from '../closing/close-window.js'
import { readRetentionDays } from './intake-store.js'
import { updateIntakeWindow } from './intake-window-store.js'
import type { Window } from '../periods.js'

/**
 * Deletes the rows of a window that is final for some deployments, in one pass over the events, and
 * old outcomes that no prediction goes with. While a backup runs it does nothing and says so: the next
 * run of the clock deletes them. The trail says for each deployment how many events were deleted and how
 * many rows its figures rest on, which stay, and how long its controller decided that rows are kept.
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
      const events = await telemetry.deleteWindow(scopes, span)
      const unmatched = await telemetry.deleteUnmatched(scopes, startOfLondonDay(unmatchedBefore))
      await updateIntakeWindow(tx, deploymentIds, window, { rows_deleted_at: now })
      return {
        result: { deleted: true },
        audit: linesOf(await linesOfDeletion(tx, deploymentIds, window, { events, unmatched })),
        events: [],
      }
    },
  })

const WHY =
  'The period is final: outcomes have had the time of the plan to come, or the days are over for which the controller decided to keep rows. Its figures stay.'

/** What the engine says it deleted, by deployment. */
interface Deleted {
  events: Awaited<ReturnType<TelemetryStore['deleteWindow']>>
  unmatched: Awaited<ReturnType<TelemetryStore['deleteUnmatched']>>
}

const linesOfDeletion = async (
  tx: Tx,
  deploymentIds: readonly string[],
  window: Window,
  { events, unmatched }: Deleted,
): Promise<AuditEntry[]> => {
  const eventsOf = new Map(events.map((one) => [one.deploymentId, one]))
  const unmatchedOf = new Map(unmatched.map((one) => [one.deploymentId, one.outcomes]))
  const retentionOf = await readRetentionDays(tx, deploymentIds)
  const rowsOf = await readRowsInFigures(tx, deploymentIds, window)
  return deploymentIds.map((id) => ({
    subject: { kind: 'deployment', id },
    after: {
      window,
      predictionsDeleted: eventsOf.get(id)?.predictions ?? 0,
      outcomesDeleted: eventsOf.get(id)?.outcomes ?? 0,
      outcomesWithoutPredictionDeleted: unmatchedOf.get(id) ?? 0,
      rowsInFigures: rowsOf(id),
      retentionDays: retentionOf(id),
    },
    reason: WHY,
  }))
}

/** How many rows the figures of a window rest on, by deployment. */
const readRowsInFigures = async (
  tx: Tx,
  deploymentIds: readonly string[],
  window: Window,
): Promise<(deploymentId: string) => number> => {
  const counted = await tx
    .selectFrom('window_figures')
    .select((select) => ['deployment_id', select.fn.sum<string>('rows').as('rows')])
    .where('deployment_id', 'in', deploymentIds)
    .where('source', '=', 'rows')
    .where('superseded_by', 'is', null)
    .where('window_from', '>=', window.from)
    .where('window_to', '<=', window.to)
    .groupBy('deployment_id')
    .execute()
  const rows = new Map(counted.map((one) => [one.deployment_id, Number(one.rows)]))
  return (deploymentId) => rows.get(deploymentId) ?? 0
}
