import { z } from 'zod'
import { Conflict } from '#kernel/errors.js'
import { alertIssued } from '#kernel/events/concerns.js'
import { ROLES } from '#kernel/roles.js'
import { command } from '#registry/command.js'
import { hasAlertOf, insertAlert } from './alert-store.js'
import { answerDue } from './rules.js'

/**
 * Issues a notice: in one commit everybody who runs the version, whatever they share, and its supplier
 * are told, with the time. Holds nothing of a concern but its kind and severity. Throws Conflict when
 * the same cause was told of already.
 */
export const issueAlert = command({
  name: 'concerns.issue-alert',
  allow: ['clinical-safety-officer', 'system-ai-lead', 'system'],
  input: z.object({
    notice: z.enum(['alert', 'stop', 'cease']),
    cause: z.string().max(200),
    kind: z.string().max(60),
    productId: z.string().max(60),
    versionId: z.string().max(60),
    useCase: z.string().max(200),
    contactRole: z.enum(ROLES),
    issuedByRole: z.enum(ROLES),
  }),
  async run({ tx, now, newId, organisationId }, input) {
    if (await hasAlertOf(tx, organisationId(), input.cause)) {
      throw new Conflict('Everybody has already been told of this.')
    }
    const alert = {
      ...input,
      id: newId('ale'),
      organisationId: organisationId(),
      severity: input.notice === 'alert' ? ('serious' as const) : ('information' as const),
      issuedAt: now,
      due: answerDue(now),
    }
    const told = await insertAlert(tx, alert)
    return {
      result: { id: alert.id, told },
      audit: { subject: { kind: 'alert', id: alert.id }, after: { ...alert, told } },
      events: [
        alertIssued({
          alertId: alert.id,
          organisationId: alert.organisationId,
          versionId: alert.versionId,
          notice: alert.notice,
        }),
      ],
    }
  },
})
