import { Conflict, NotAllowed } from '#kernel/errors.js'
import { confirmationAsked } from '#kernel/events/group-use.js'
import { londonDate } from '#kernel/time.js'
import { requireDeployment } from '#modules/deployments/index.js'
import { peopleWithRole } from '#modules/people/index.js'
import { command } from '#registry/command.js'
import { confirmInput, MAY_CONFIRM, SECOND_ROLES } from './model.js'
import { requireLiveable } from './own-hazards.js'
import { signer } from './rules.js'
import { insertConfirmation } from './confirmations.js'
import { readStatement } from './statements.js'
import { requireOwnMembership } from './members.js'

/**
 * Confirms for a member what the group stated: says what differs here and signs as controller. A second
 * person signs then; of the group, where nobody else here holds a role that may. Throws NotFound,
 * NotAllowed, Invalid, and Conflict when the group stated something newer, or a hazard of the member's own
 * log may not go live by its own criteria.
 */
export const confirmAsMember = command({
  name: 'group-use.confirm-as-member',
  allow: MAY_CONFIRM,
  isolation: 'serializable',
  input: confirmInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    if (actor.kind !== 'person') throw new NotAllowed('Only a person can sign. Sign in to do it.')
    const deployment = await requireDeployment(tx, input.deploymentId)
    await requireOwnMembership(tx, deployment.id, organisationId())
    if (deployment.state === 'ceased') throw new Conflict('This deployment has ceased.')
    const statement = await readStatement(tx, deployment.id)
    if (!statement) throw new Conflict('The group has not stated yet what it did.')
    if (statement.id !== input.statementId)
      throw new Conflict('The group has stated something newer. Load the page again and read it.')
    await requireLiveable(tx, deployment.id, organisationId())
    const { by, byName, role } = signer(actor, 'executive-sponsor')
    const standsFor = actor.deputyFor?.[role]?.personId
    const others = (await peopleWithRole(tx, organisationId(), SECOND_ROLES)).filter(
      (one) => one.personId !== actor.id && one.personId !== standsFor,
    )
    const confirmation = {
      id: newId('rec'),
      memberId: organisationId(),
      groupId: deployment.organisationId,
      deploymentId: deployment.id,
      statementId: statement.id,
      differences: input.differs === 'yes' ? input.differences : '',
      secondFrom: others.length > 0 ? ('member' as const) : ('group' as const),
      signedBy: by,
      signedByName: byName,
      role,
      signedOn: londonDate(now),
    }
    await insertConfirmation(tx, confirmation, now)
    return {
      result: { id: confirmation.id, secondFrom: confirmation.secondFrom },
      audit: {
        subject: { kind: 'deployment', id: deployment.id },
        after: {
          confirmedAs: 'controller',
          differs: confirmation.differences || 'nothing',
          statedOn: statement.statedOn,
          secondSignatureFrom: confirmation.secondFrom,
        },
      },
      events: [
        confirmationAsked({
          deploymentId: deployment.id,
          aboutId: confirmation.id,
          asks: confirmation.secondFrom === 'member' ? 'second-at-member' : 'second-at-group',
          organisationIds: [
            confirmation.secondFrom === 'member' ? confirmation.memberId : confirmation.groupId,
          ],
        }),
      ],
    }
  },
})
