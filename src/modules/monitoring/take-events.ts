import { createHash } from 'node:crypto'
import type { Doors } from '#kernel/operation.js'
import type { EventBatch, TelemetryStore } from '#telemetry/telemetry-store.js'
import { checkOutcomes, checkPredictions, type Checked, type Rejection } from './check-events.js'
import { intakeRules } from './intake-state.js'
import { readBatch } from './read-batch.js'
import { recordReceipt } from './record-receipt.js'

/** What happened to each event of a batch. */
export interface BatchAnswer {
  accepted: number
  duplicate: number
  rejected: readonly Rejection[]
}

/** Takes a batch in, for an entrance that does not know where rows are kept. */
export type TakeEvents = (
  doors: Doors,
  given: { deploymentId: string; kind: EventBatch['kind']; body: string },
) => Promise<BatchAnswer>

/**
 * Takes a batch of rows: each is kept or refused with a reason. It is acknowledged after the rows are
 * on disk and then the receipt; both do nothing the second time. Throws Conflict when intake is off,
 * Invalid when the batch cannot be read, LimitReached when it is too large.
 */
export const takeEvents =
  (telemetry: TelemetryStore): TakeEvents =>
  async ({ run, read }, { deploymentId, kind, body }) => {
    const rules = await read(intakeRules, { deploymentId })
    const batch = readBatch(body)
    const scope = { organisationId: rules.organisationId, deploymentId }
    const appended =
      kind === 'predictions'
        ? await append(checkPredictions(batch, rules), (events) =>
            telemetry.append(scope, { kind, events }),
          )
        : await append(checkOutcomes(batch, rules), (events) =>
            telemetry.append(scope, { kind, events }),
          )
    await run(recordReceipt, {
      deploymentId,
      kind,
      digest: createHash('sha256').update(body).digest('hex'),
      accepted: appended.accepted,
      duplicate: appended.duplicate,
      rejected: appended.rejected.length,
      windowFinal: appended.rejected.filter(({ code }) => code === 'window_final').length,
    })
    return appended
  }

const append = async <Event extends { eventId: string }>(
  checked: Checked<Event>,
  keep: (events: readonly Event[]) => Promise<readonly string[]>,
): Promise<BatchAnswer> => {
  const results =
    checked.events.length > 0 ? await keep(checked.events.map(({ event }) => event)) : []
  const conflicts = checked.events.flatMap(({ index, event }, place): Rejection[] =>
    results[place] === 'conflict'
      ? [
          {
            index,
            event_id: event.eventId,
            code: 'conflict',
            message:
              'This event_id came before with other content. Send a correction as a new event.',
          },
        ]
      : [],
  )
  return {
    accepted: results.filter((result) => result === 'accepted').length,
    duplicate: results.filter((result) => result === 'duplicate').length,
    rejected: [...checked.rejected, ...conflicts].sort((a, b) => a.index - b.index),
  }
}
