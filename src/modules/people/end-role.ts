import { Conflict } from '#kernel/errors.js'
import { roleInText } from '#kernel/roles.js'
import { command } from '#registry/command.js'
import { holdRoleInput } from './model.js'
import { lastOneProblem } from './rules.js'
import { countLeft, endRoles, requireMember } from './store.js'

/**
 * Ends a role; a person's last role ends by deactivatePerson. Throws Conflict when it is not held,
 * or when nobody would be left as administrator: serialisable, so that two cannot end together.
 */
export const endRole = command({
  name: 'people.end-role',
  allow: ['administrator', 'system'],
  input: holdRoleInput,
  isolation: 'serializable',
  async run({ tx, actor, now, organisationId }, { personId, role }) {
    const person = await requireMember(tx, organisationId(), personId)
    if (person.roles.length === 1 && person.roles[0] === role) {
      throw new Conflict(
        `This is the only role of ${person.name}. To take it away, say that they are leaving.`,
      )
    }
    const ended = { organisationId: organisationId(), personId, roles: [role], by: actor.id }
    if ((await endRoles(tx, { ...ended, at: now })).length === 0) {
      throw new Conflict(`${person.name} is not ${roleInText(role)} any more.`)
    }
    const problem = lastOneProblem([role], await countLeft(tx, organisationId()))
    if (problem) throw new Conflict(problem)
    return {
      result: { name: person.name, role },
      audit: {
        subject: { kind: 'person', id: personId },
        before: { roles: person.roles },
        after: { roles: person.roles.filter((one) => one !== role) },
      },
      events: [],
    }
  },
})
