import { Conflict, Invalid } from '#kernel/errors.js'
import { personJoined } from '#kernel/events/people.js'
import { roleInText } from '#kernel/roles.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import { command } from '#registry/command.js'
import { holdRoleInput } from './model.js'
import { roleProblem } from './rules.js'
import { addRoles, requireMember } from './store.js'

/** Gives a role to somebody of the organisation. Throws NotFound, Invalid, and Conflict when held. */
export const giveRole = command({
  name: 'people.give-role',
  allow: ['administrator', 'system'],
  input: holdRoleInput,
  async run({ tx, actor, now, newId, organisationId }, { personId, role }) {
    const organisation = await requireOrganisation(tx, organisationId())
    const person = await requireMember(tx, organisation.id, personId)
    if (person.deactivatedAt || person.roles.length === 0) {
      throw new Conflict(`${person.name} has left. Invite them again instead.`)
    }
    const isOperator = actor.kind === 'system' || actor.roles.includes('operator')
    const problem = roleProblem([role], organisation.kind, { isOperator })
    if (problem) throw new Invalid([{ field: 'role', message: problem }])
    const held = { organisationId: organisation.id, personId, roles: [role], by: actor.id, at: now }
    const given = await addRoles(tx, held, () => newId('mem'))
    if (given.length === 0) throw new Conflict(`${person.name} is ${roleInText(role)} already.`)
    return {
      result: { name: person.name, role },
      audit: {
        subject: { kind: 'person', id: personId },
        before: { roles: person.roles },
        after: { roles: [...person.roles, role] },
      },
      events: [personJoined({ personId, organisationId: organisation.id, roles: given })],
    }
  },
})
