import { Conflict, NotFound } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { markWithdrawn, readConfirmation } from './confirmation-store.js'
import { requireBoard } from './home-system.js'
import { withdrawConfirmationInput } from './model.js'

/** Withdraws a confirmation of one's own system, with the reason. Throws NotAllowed, NotFound and Conflict. */
export const withdrawConfirmation = command({
  name: 'agreed-way.withdraw-confirmation',
  allow: ['system-ai-lead'],
  input: withdrawConfirmationInput,
  async run({ tx, actor, now, organisationId }, { item, id, reason }) {
    const board = await requireBoard(tx, organisationId())
    const before = await readConfirmation(tx, board.id, id)
    if (!before || (item ?? before.item) !== before.item)
      throw new NotFound('Your system has made no such confirmation.')
    const by = { name: actor.name, at: now, because: reason }
    if (!(await markWithdrawn(tx, id, by)))
      throw new Conflict('This confirmation has been withdrawn already.')
    return {
      result: { id, item: before.item },
      audit: {
        subject: { kind: 'agreed-way', id: before.item },
        before: { confirmation: id, by: before.byName },
        after: null,
        reason,
      },
      events: [],
    }
  },
})
