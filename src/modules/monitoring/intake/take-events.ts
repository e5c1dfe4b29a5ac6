import { createHash } from 'node:crypto'
import { doneTogether, type Together } from '#kernel/done-together.js'
import type { Doors } from '#kernel/operation.js'
import type { AppendResult, EventBatch, TelemetryStore } from '#telemetry/telemetry-store.js'
import { intakeRules, type IntakeRulesOfOwner } from './intake-state.js'
import { readEvents, type ReadEvents } from './read-events.js'
import { MOST_RECEIPTS, recordReceipts, type Receipt } from './record-receipts.js'
import type { Rejection } from './refused-event.js'

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
    body: Buffer
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
    const scope = { organisationId: rules.organisationId, deploymentId }
    const read = readEvents(body, { kind, scope, rules })
    const results = read.lines.count > 0 ? await telemetry.appendLines(read.lines) : []
    const answer = answerOf(read, results)
    const receipt = receiptOf(kind, body, answer)
    await keepReceipt(line, { doors, deploymentId, receipt })
    return answer
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
  body: Buffer,
  { accepted, duplicate, rejected }: BatchAnswer,
): Receipt => ({
  kind,
  digest: createHash('sha256').update(body).digest('hex'),
  accepted,
  duplicate,
  rejected: rejected.length,
  windowFinal: rejected.filter(({ code }) => code === 'window_final').length,
})

const answerOf = (
  { lines, places, rejected }: ReadEvents,
  results: readonly AppendResult[],
): BatchAnswer => {
  const answer = { accepted: 0, duplicate: 0, rejected: [...rejected] }
  for (const [place, result] of results.entries()) {
    if (result === 'conflict') {
      answer.rejected.push(conflictOf(places[place] ?? place, lines.eventId(place)))
    } else answer[result] += 1
  }
  answer.rejected.sort((a, b) => a.index - b.index)
  return answer
}

const conflictOf = (index: number, event_id: string): Rejection => ({
  index,
  event_id,
  code: 'conflict',
  message: 'This event_id came before with other content. Send a correction as a new event.',
})
