import { Conflict, Invalid, NotFound } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { agreedWayFor } from './agreed-way-for.js'
import { confirmableItems } from './confirmable-items.js'
import { insertConfirmation, markWithdrawn, readOfItem } from './confirmation-store.js'
import { requireBoard } from './home-system.js'
import { confirmItemInput, type Confirmation } from './model.js'
import { requirePerson } from './rules.js'

/**
 * Confirms, in one's own name and for one's system, a statement of the agreed way at its source.
 * Throws NotAllowed for an organisation that is no board, NotFound, Invalid for a day to come, and
 * Conflict when the text is another than was read, or somebody has confirmed it already.
 */
export const confirmItem = command({
  name: 'agreed-way.confirm-item',
  allow: ['system-ai-lead'],
  input: confirmItemInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    requirePerson(actor, 'confirm')
    const board = await requireBoard(tx, organisationId())
    const framework = await agreedWayFor(tx, board.id)
    const item = confirmableItems(framework).find((one) => one.key === input.item)
    if (!item) throw new NotFound('The agreed way has nothing to confirm under this name.')
    if (item.digest !== input.digest)
      throw new Conflict('The text has changed since you read it. Read it again, then confirm it.')
    if (input.readOn > londonDate(now))
      throw new Invalid([{ field: 'readOn', message: 'Enter a day up to today.' }])
    const before = (await readOfItem(tx, board.id, item.key)).find((one) => !one.withdrawnAt)
    if (before?.digest === item.digest)
      throw new Conflict(`${before.byName} has confirmed this already.`)
    if (before) {
      const because = 'The text that was confirmed has changed.'
      await markWithdrawn(tx, before.id, { name: actor.name, at: now, because })
    }
    const confirmation: Confirmation = {
      id: newId('rec'),
      item: item.key,
      digest: item.digest,
      sourceAddress: input.sourceAddress,
      readOn: input.readOn,
      note: input.note,
      byName: actor.name,
      role: 'system-ai-lead',
      at: now,
      withdrawnAt: null,
      withdrawnByName: null,
      withdrawnBecause: null,
    }
    await insertConfirmation(tx, board.id, confirmation, actor.id)
    return {
      result: { id: confirmation.id, item: item.key },
      audit: {
        subject: { kind: 'agreed-way', id: item.key },
        before: before ? { confirmation: before.id, digest: before.digest } : null,
        after: {
          confirmation: confirmation.id,
          statement: item.statement,
          source: input.sourceAddress,
          readOn: input.readOn,
          digest: item.digest,
        },
      },
      events: [],
    }
  },
})
