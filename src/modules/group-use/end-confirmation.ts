import { Conflict } from '#kernel/errors.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { command } from '#registry/command.js'
import { endConfirmationInput, MAY_END } from './model.js'
import { endConfirmations } from './confirmations.js'
import { requireOwnMembership } from './members.js'

/**
 * Ends a member's confirmation, with the reason: from now on it counts as not live there. Nothing blocks
 * it. Throws NotFound, NotAllowed, and Conflict where there is none.
 */
export const endConfirmation = command({
  name: 'group-use.end-confirmation',
  allow: MAY_END,
  input: endConfirmationInput,
  async run({ tx, actor, now, organisationId }, { deploymentId, reason }) {
    await requireDeployment(tx, deploymentId)
    const member = await requireOwnMembership(tx, deploymentId, organisationId())
    const about = { memberId: organisationId(), deploymentId }
    const told = { by: actor.id, byName: actor.name, at: now, reason }
    if (!(await endConfirmations(tx, about, told)))
      throw new Conflict('Nothing is confirmed for your organisation.')
    return {
      result: { deploymentId },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { confirmedBy: member.confirmation?.signedByName ?? '' },
        after: { live: false },
        reason,
      },
      events: [],
    }
  },
})
