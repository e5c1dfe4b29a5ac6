import { Conflict } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { markWithdrawn } from './invitation-store.js'
import { invitationInput } from './model.js'

/** Withdraws an invitation, whose link then no longer works. Throws Conflict when it does not wait. */
export const withdrawInvitation = command({
  name: 'people.withdraw-invitation',
  allow: ['administrator', 'system'],
  input: invitationInput,
  async run({ tx, now }, { invitationId }) {
    const withdrawn = await markWithdrawn(tx, invitationId, now)
    if (!withdrawn) {
      throw new Conflict('This invitation no longer waits: it was accepted or withdrawn before.')
    }
    return {
      result: { email: withdrawn.email },
      audit: { subject: { kind: 'invitation', id: invitationId }, after: { withdrawnAt: now } },
      events: [],
    }
  },
})
