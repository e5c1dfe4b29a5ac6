import { Conflict, Invalid } from '#kernel/errors.js'
import { alertAnswered } from '#kernel/events/concerns.js'
import { command } from '#registry/command.js'
import { readOwnRecipients, writeAnswer } from './alert-recipients.js'
import { requireAlert } from './alert-store.js'
import { answerAlertInput, MAY_ANSWER } from './model.js'
import { answeringRole, needsReason, statesBefore } from './rules.js'

/**
 * Acknowledges an alert, or says whether action is required or complete, for one deployment or for all
 * that the organisation has. Everyone who was told and may see it sees the answer and its reason.
 * Throws NotFound, Invalid without a needed reason, and Conflict when nothing is left to answer so.
 */
export const answerAlert = command({
  name: 'concerns.answer-alert',
  allow: MAY_ANSWER,
  input: answerAlertInput,
  async run({ tx, actor, now, organisationId }, { alertId, recipient, answer, reason }) {
    const role = answeringRole(actor)
    if (needsReason(answer) && !reason) {
      throw new Invalid([{ field: 'reason', message: 'Say why no action is required here.' }])
    }
    await requireAlert(tx, alertId)
    const before = await readOwnRecipients(tx, alertId, organisationId())
    const changed = await writeAnswer(
      tx,
      { alertId, organisationId: organisationId(), recipient, from: statesBefore(answer) },
      { state: answer, role, reason, at: now },
    )
    if (changed.length === 0) throw new Conflict(refusal(before.length, answer))
    const earlier = before.filter((one) => changed.includes(one.recipient))
    return {
      result: { alertId, answer, recipients: changed },
      audit: {
        subject: { kind: 'alert', id: alertId },
        before: { states: [...new Set(earlier.map((one) => one.state))], recipients: changed },
        after: { answer },
        ...(reason ? { reason } : {}),
      },
      events: [alertAnswered({ alertId, organisationId: organisationId(), answer })],
    }
  },
})

const refusal = (rows: number, answer: string): string => {
  if (rows === 0)
    return 'This alert was not sent to your organisation, so there is nothing to answer.'
  return answer === 'complete'
    ? 'Say first that action is required; then it can be completed.'
    : 'Somebody in your organisation has already given this answer.'
}
