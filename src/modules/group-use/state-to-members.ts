import { Conflict, NotAllowed } from '#kernel/errors.js'
import { confirmationAsked } from '#kernel/events/group-use.js'
import { londonDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { answerStatesFor } from '#modules/evidence/index.js'
import { command } from '#registry/command.js'
import { MAY_COVER, stateInput, type StatedItem } from './model.js'
import { requireOwnGroup } from './own-group.js'
import { signer } from './rules.js'
import { insertStatement } from './statements.js'
import { readMembers } from './members.js'

/**
 * States to the members what the group did: every requirement that is signed or accepted and not under review, with
 * who signed it. A newer statement asks every member to confirm again. Throws NotFound, NotAllowed, and
 * Conflict while nothing is signed.
 */
export const stateToMembers = command({
  name: 'group-use.state-to-members',
  allow: MAY_COVER,
  isolation: 'serializable',
  input: stateInput,
  async run({ tx, actor, now, newId }, { deploymentId, words }) {
    if (actor.kind !== 'person') throw new NotAllowed('Only a person can state this.')
    const deployment = await requireOwnGroup(tx, actor, deploymentId)
    const framework = await agreedWayFor(tx, deployment.organisationId)
    const states = await answerStatesFor(tx, deployment, framework, now)
    const items = states.flatMap((state): StatedItem[] => {
      const { edition, acceptance } = state
      const signature = state.signature ?? acceptance?.signature ?? null
      const requirement = framework.requirements.find(({ id }) => id === state.requirementId)
      if (!signature || !requirement || edition === null || state.underReview) return []
      return [
        {
          requirementId: requirement.id,
          name: requirement.name,
          edition,
          signedByName: signature.personName,
          role: signature.role,
          on: signature.on,
          inDateUntil: state.signature ? state.inDateUntil : (acceptance?.until ?? null),
        },
      ]
    })
    if (items.length === 0)
      throw new Conflict('Nothing is signed yet that could be stated. Answer and sign first.')
    const { byName, role } = signer(actor, 'deployment-owner')
    const statement = {
      id: newId('rec'),
      organisationId: deployment.organisationId,
      deploymentId,
      words,
      items,
      versionId: deployment.version?.id ?? null,
      versionName: deployment.version?.name ?? null,
      statedBy: actor.id,
      statedByName: byName,
      role,
      statedOn: londonDate(now),
    }
    await insertStatement(tx, statement, now)
    const members = await readMembers(tx, deploymentId)
    return {
      result: { id: statement.id, items: items.length },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        after: {
          statedToMembers: words,
          requirements: items.map((one) => one.requirementId),
          version: statement.versionName,
        },
      },
      events:
        members.length === 0
          ? []
          : [
              confirmationAsked({
                deploymentId,
                aboutId: statement.id,
                asks: 'members',
                organisationIds: members.map((one) => one.organisationId),
              }),
            ],
    }
  },
})
