import { Conflict, NotAllowed } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { requireAlert } from './alert-store.js'
import { standDownAlertInput } from './model.js'

/** Ends an alert that one's organisation issued, with the reason, which everyone who was told sees. Throws Conflict. */
export const standDownAlert = command({
  name: 'concerns.stand-down-alert',
  allow: ['clinical-safety-officer', 'system-ai-lead'],
  input: standDownAlertInput,
  async run({ tx, now, organisationId }, { alertId, reason }) {
    const alert = await requireAlert(tx, alertId)
    if (alert.issuedByOrganisationId !== organisationId()) {
      throw new NotAllowed('Only the organisation that issued an alert can stand it down.')
    }
    const { numUpdatedRows } = await tx
      .updateTable('alerts')
      .set({ stood_down_at: now, stood_down_reason: reason })
      .where('id', '=', alertId)
      .where('stood_down_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) throw new Conflict('This alert is stood down already.')
    return {
      result: { id: alertId },
      audit: {
        subject: { kind: 'alert', id: alertId },
        before: { stoodDown: false },
        after: { stoodDown: true },
        reason,
      },
      events: [],
    }
  },
})
