import { Conflict } from '#kernel/errors.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { command } from '#registry/command.js'
import {
  insertConfirmation,
  markArrangementEnded,
  requireArrangement,
} from './arrangement-store.js'
import { endStandingInInput } from './model.js'

/**
 * Ends an arrangement, or declines one, with the reason; either side may, at once. What the person
 * signed stays. Throws NotFound, and Conflict when it ended before.
 */
export const endArrangement = command({
  name: 'people.end-arrangement',
  allow: ['administrator'],
  input: endStandingInInput,
  async run({ tx, actor, now, organisationId }, { id, reason }) {
    const arrangement = await requireArrangement(tx, id)
    const side = arrangement.hostId === organisationId() ? 'host' : 'provider'
    const by = { id: actor.id, name: actor.name, at: now }
    if (arrangement.endedAt) throw new Conflict('This arrangement ended already.')
    // The host says no in a row of its own, which it can write only for itself.
    if (side === 'host' && arrangement.confirmedAt === null)
      await insertConfirmation(tx, { offerId: id, hostId: organisationId() }, by)
    const ended = { by: actor.id, byName: actor.name, at: now, reason }
    if (!(await markArrangementEnded(tx, id, side, ended)))
      throw new Conflict('This arrangement ended already.')
    return {
      result: { id, name: arrangement.personName },
      audit: {
        subject: { kind: 'person', id: arrangement.personId },
        before: {
          name: arrangement.personName,
          as: ROLE_NAMES[arrangement.role],
          at: arrangement.hostName,
          lastDay: arrangement.lastDay,
        },
        after: {},
        reason,
      },
      events: [],
    }
  },
})
