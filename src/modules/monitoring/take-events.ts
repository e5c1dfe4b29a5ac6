import { createHash } from 'node:crypto'
import { doneTogether, type Together } from '#kernel/done-together.js'
import type { Doors } from '#kernel/operation.js'
import type { EventBatch, TelemetryStore } from '#telemetry/telemetry-store.js'
import { checkOutcomes, checkPredictions, type Checked, type Rejection } from './check-events.js'
import { intakeRules, type IntakeRulesOfOwner } from './intake-state.js'
import { readBatch } from './read-batch.js'
import { MOST_RECEIPTS, recordReceipts, type Receipt } from './record-receipts.js'

/** What happened to each event of a batch. */
export interface BatchAnswer {
  accepted: number
  duplicate: number
  rejected: readonly Rejection[]
}

/** Takes a batch in, for an entrance that does not know where rows are kept. */
export type TakeEvents = (
  doors: Doors,
  given: {
    deploymentId: string
    kind: EventBatch['kind']
    body: string
    /** Who sends: batches of one sender that wait at the same moment are dealt with together. */
    sender: string
  },
) => Promise<BatchAnswer>

/**
 * Takes a batch of rows: each is kept or refused with a reason. It is acknowledged after the rows are
 * on disk and then the receipt; both do nothing the second time. Throws Conflict when intake is off,
 * Invalid when the batch cannot be read, LimitReached when it is too large.
 */
export const takeEvents = (telemetry: TelemetryStore): TakeEvents => {
  const rulesOf = doneTogether(readRules, MOST_RECEIPTS)
  const keepReceipt = doneTogether(keepReceipts, MOST_RECEIPTS)
  return async (doors, { deploymentId, kind, body, sender }) => {
    const line = JSON.stringify([sender, deploymentId])
    const rules = await rulesOf(line, { doors, deploymentId })
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
    const receipt = receiptOf(kind, body, appended)
    await keepReceipt(line, { doors, deploymentId, receipt })
    return appended
  }
}

interface Asked {
  doors: Doors
  deploymentId: string
}

const readRules = async (asked: Together<Asked>): Promise<IntakeRulesOfOwner[]> => {
  const [{ doors, deploymentId }] = asked
  const rules = await doors.read(intakeRules, { deploymentId })
  return asked.map(() => rules)
}

const keepReceipts = async (given: Together<Asked & { receipt: Receipt }>): Promise<true[]> => {
  const [{ doors, deploymentId }] = given
  const receipts = given.map(({ receipt }) => receipt)
  await doors.run(recordReceipts, { deploymentId, receipts })
  return given.map(() => true)
}

const receiptOf = (
  kind: EventBatch['kind'],
  body: string,
  { accepted, duplicate, rejected }: BatchAnswer,
): Receipt => ({
  kind,
  digest: createHash('sha256').update(body).digest('hex'),
  accepted,
  duplicate,
  rejected: rejected.length,
  windowFinal: rejected.filter(({ code }) => code === 'window_final').length,
})

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
