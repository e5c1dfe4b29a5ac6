import { Conflict, NotAllowed } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { command } from '#registry/command.js'
import { SECOND_ROLES, secondInput } from './model.js'
import { requireLiveable } from './own-hazards.js'
import { memberState, secondRole, signer } from './rules.js'
import { insertSecond } from './confirmations.js'
import { readStatement } from './statements.js'
import { requireMember } from './members.js'

/**
 * Signs a member's confirmation a second time, as another person of the member, or of the group where
 * the member has nobody else. Throws NotFound, NotAllowed with the reason, and Conflict, also where a hazard
 * of the member's own log may not go live; its group does not see that log.
 */
export const signSecond = command({
  name: 'group-use.sign-second',
  allow: SECOND_ROLES,
  isolation: 'serializable',
  input: secondInput,
  async run({ tx, actor, now, organisationId }, { deploymentId, memberId }) {
    const deployment = await requireDeployment(tx, deploymentId)
    const isGroup = deployment.organisationId === organisationId()
    if (!isGroup && memberId !== organisationId())
      throw new NotAllowed('This is signed by the organisation itself or by its group.')
    const { confirmation, name } = await requireMember(tx, deploymentId, memberId)
    const statement = await readStatement(tx, deploymentId)
    if (!statement || !confirmation)
      throw new Conflict('There is no confirmation to sign a second time yet.')
    if (memberState(confirmation, statement.id) === 'to-confirm-again')
      throw new Conflict('The group has stated something newer, which is to be confirmed first.')
    const side = isGroup ? 'group' : 'member'
    const { role, reason } = secondRole(actor, side, confirmation, statement)
    if (!role) throw new NotAllowed(reason)
    if (!isGroup) await requireLiveable(tx, deployment.id, memberId)
    const second = {
      confirmationId: confirmation.id,
      organisationId: organisationId(),
      groupId: deployment.organisationId,
      memberId,
      ...signer(actor, role),
      on: londonDate(now),
    }
    await insertSecond(tx, second, now)
    return {
      result: { role },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        after: { signedSecondFor: name, as: role, firstSignedBy: confirmation.signedByName },
      },
      events: [],
    }
  },
})
