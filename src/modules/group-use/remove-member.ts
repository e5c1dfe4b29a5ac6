import { Conflict } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { MAY_COVER, removeMemberInput } from './model.js'
import { requireOwnGroup } from './own-group.js'
import { markRemoved, requireMember } from './members.js'

/** Takes an organisation out of what the group covers, with the reason. Throws NotFound, NotAllowed, Conflict. */
export const removeMember = command({
  name: 'group-use.remove-member',
  allow: MAY_COVER,
  input: removeMemberInput,
  async run({ tx, actor, now }, { deploymentId, memberId, reason }) {
    await requireOwnGroup(tx, actor, deploymentId)
    const member = await requireMember(tx, deploymentId, memberId)
    const told = { by: actor.id, byName: actor.name, at: now, reason }
    if (!(await markRemoved(tx, { deploymentId, memberId }, told)))
      throw new Conflict('This organisation is no longer covered.')
    return {
      result: { name: member.name },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { covers: member.name },
        after: {},
        reason,
      },
      events: [],
    }
  },
})
