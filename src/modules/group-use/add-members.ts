import { Conflict, Invalid } from '#kernel/errors.js'
import { confirmationAsked } from '#kernel/events/group-use.js'
import { requireOrganisation } from '#modules/organisations/index.js'
import { command } from '#registry/command.js'
import { addMembersInput, MAY_COVER } from './model.js'
import { requireOwnGroup } from './own-group.js'
import { insertMembers } from './members.js'
import { readStatement } from './statements.js'

/**
 * Adds organisations that the group's deployment covers. They see it and what the group states, and are
 * not live until they confirm. Throws NotFound, NotAllowed, Invalid for a supplier, and Conflict.
 */
export const addMembers = command({
  name: 'group-use.add-members',
  allow: MAY_COVER,
  input: addMembersInput,
  async run({ tx, actor, now, newId }, { deploymentId, memberIds }) {
    const deployment = await requireOwnGroup(tx, actor, deploymentId)
    const names = new Map<string, string>()
    for (const memberId of memberIds) {
      const organisation = await requireOrganisation(tx, memberId)
      if (organisation.kind === 'supplier')
        throw new Invalid([{ field: 'memberIds', message: 'A supplier cannot be covered.' }])
      names.set(memberId, organisation.name)
    }
    const told = { by: actor.id, byName: actor.name, at: now }
    const about = { organisationId: deployment.organisationId, deploymentId }
    const added = await insertMembers(tx, about, [...names.keys()], told, () => newId('rec'))
    if (added.length === 0) throw new Conflict('All of these are covered already.')
    const statement = await readStatement(tx, deploymentId)
    return {
      result: { added: added.length },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        after: { covers: added.map((id) => names.get(id)) },
      },
      events: statement
        ? [
            confirmationAsked({
              deploymentId,
              aboutId: statement.id,
              asks: 'members',
              organisationIds: added,
            }),
          ]
        : [],
    }
  },
})
