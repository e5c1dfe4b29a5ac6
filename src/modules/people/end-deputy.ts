import { Conflict, NotAllowed } from '#kernel/errors.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { command } from '#registry/command.js'
import { markDeputyEnded, requireDeputy } from './deputy-store.js'
import { DEPUTY_ROLES, endStandingInInput } from './model.js'

/**
 * Ends a deputy before the last day: who named them, the deputy, or an administrator. What they signed
 * stays. Throws NotFound, NotAllowed, and Conflict when it ended before.
 */
export const endDeputy = command({
  name: 'people.end-deputy',
  allow: [...DEPUTY_ROLES, 'administrator'],
  input: endStandingInInput,
  async run({ tx, actor, now }, { id, reason }) {
    const deputy = await requireDeputy(tx, id)
    const concerned = [deputy.principalId, deputy.deputyId].includes(actor.id)
    if (!concerned && !actor.roles.includes('administrator'))
      throw new NotAllowed(`${deputy.principalName} or an administrator ends this.`)
    const ended = { by: actor.id, byName: actor.name, at: now, reason }
    if (!(await markDeputyEnded(tx, id, ended))) throw new Conflict('This ended already.')
    return {
      result: { id, name: deputy.deputyName },
      audit: {
        subject: { kind: 'person', id: deputy.deputyId },
        before: {
          standsInFor: deputy.principalName,
          as: ROLE_NAMES[deputy.role],
          lastDay: deputy.lastDay,
        },
        after: {},
        reason,
      },
      events: [],
    }
  },
})
