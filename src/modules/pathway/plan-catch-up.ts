import { z } from 'zod'
import { Conflict, Invalid } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { requireRequirement } from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import { readCatchUpPlans, writeCatchUpPlan } from './catch-up-store.js'
import { requireOwnDeployment } from './gather-facts.js'
import { requireMemberName } from './members.js'
import { MAY_DECIDE } from './model.js'

/** Names who catches up a requirement and by when, for a tool in use before it was assessed. */
export const planCatchUp = command({
  name: 'pathway.plan-catch-up',
  allow: MAY_DECIDE,
  input: z.object({
    deploymentId: z.string().max(60),
    requirementId: z.string().max(20),
    ownerId: z.string({ error: 'Choose who sees to it.' }).min(1, 'Choose who sees to it.').max(60),
    due: z.iso.date('Enter when it is due as day, month and year.'),
  }),
  async run({ tx, actor, now }, input) {
    const deployment = await requireOwnDeployment(tx, actor, input.deploymentId)
    if (!deployment.inUseBeforeAssessment)
      throw new Conflict('Only a tool in use before it was assessed has something to catch up.')
    const requirement = requireRequirement(
      await agreedWayFor(tx, deployment.organisationId),
      input.requirementId,
    )
    if (input.due < londonDate(now))
      throw new Invalid([{ field: 'due', message: 'Enter a day from today on.' }])
    const { organisationId } = deployment
    const owner = await requireMemberName(tx, organisationId, input.ownerId, 'ownerId')
    const plans = await readCatchUpPlans(tx, deployment.id)
    const before = plans.find((one) => one.requirementId === requirement.id)
    const plan = {
      requirementId: requirement.id,
      ownerId: owner.personId,
      ownerName: owner.name,
      due: input.due,
    }
    await writeCatchUpPlan(tx, { deploymentId: deployment.id, organisationId }, plan, {
      by: actor.id,
      at: now,
    })
    return {
      result: { deploymentId: deployment.id, requirementId: requirement.id },
      audit: {
        subject: { kind: 'deployment', id: deployment.id },
        before: before
          ? { catchUp: requirement.id, owner: before.ownerName, due: before.due }
          : null,
        after: { catchUp: requirement.id, owner: owner.name, due: input.due },
      },
      events: [],
    }
  },
})
