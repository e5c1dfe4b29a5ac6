import { Invalid, NotAllowed } from '#kernel/errors.js'
import { deputyNamed } from '#kernel/events/people.js'
import { ROLE_NAMES } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { insertDeputy } from './deputy-store.js'
import { DEPUTY_ROLES, nameDeputyInput } from './model.js'
import { daysProblem, deputyProblem } from './rules.js'
import { requireMember } from './store.js'

/**
 * Names a colleague to stand in for the actor in one role, from a day to a day. It ends by itself, and
 * when the actor no longer holds the role. What the actor may not sign or decide, because of what they
 * signed, their deputy may not either. Throws NotAllowed for a key, NotFound and Invalid.
 */
export const nameDeputy = command({
  name: 'people.name-deputy',
  allow: DEPUTY_ROLES,
  input: nameDeputyInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    if (actor.kind !== 'person') throw new NotAllowed('Only a person can name a deputy.')
    const principal = await requireMember(tx, organisationId(), actor.id)
    const deputy = await requireMember(tx, organisationId(), input.deputyId)
    const problem =
      deputyProblem(input.role, principal, deputy) ?? daysProblem('deputy', input, londonDate(now))
    if (problem) throw new Invalid([problem])
    const named = {
      id: newId('rec'),
      role: input.role,
      principalId: actor.id,
      principalName: principal.name,
      deputyId: deputy.id,
      deputyName: deputy.name,
      firstDay: input.firstDay,
      lastDay: input.lastDay,
      reason: input.reason,
    }
    await insertDeputy(tx, organisationId(), named, now)
    return {
      result: { id: named.id, name: deputy.name },
      audit: {
        subject: { kind: 'person', id: deputy.id },
        after: {
          standsInFor: principal.name,
          as: ROLE_NAMES[input.role],
          firstDay: input.firstDay,
          lastDay: input.lastDay,
        },
        reason: input.reason,
      },
      events: [
        deputyNamed({ deputyId: named.id, organisationId: organisationId(), personId: deputy.id }),
      ],
    }
  },
})
