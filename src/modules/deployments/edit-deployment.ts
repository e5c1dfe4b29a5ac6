import { isDeepStrictEqual } from 'node:util'
import { Invalid } from '#kernel/errors.js'
import { deploymentFactsChanged } from '#kernel/events/deployments.js'
import type { DeploymentFacts } from '#modules/framework/index.js'
import { z } from 'zod'
import { command } from '#registry/command.js'
import { answeredFacts } from './facts.js'
import { settleOwner } from './find-owners.js'
import { editDeploymentInput, MAY_REGISTER, optionalDate, type Deployment } from './model.js'
import { checkOwn } from './rules.js'
import { requireDeployment } from './store.js'
import { updateDeployment, type DeploymentEdit } from './write-store.js'

/** Changes what a deployment says. Throws NotAllowed, Invalid, and Conflict when somebody else did first. */
export const editDeployment = command({
  name: 'deployments.edit-deployment',
  allow: MAY_REGISTER,
  input: editDeploymentInput,
  async run({ tx, actor, now, organisationId }, { id, revision, ...input }) {
    const before = await requireDeployment(tx, id)
    checkOwn(before, actor)
    if (before.state === 'ceased')
      throw new Invalid('This deployment has ceased; its record is closed.')
    const ownerId =
      !input.ownerId || input.ownerId === before.ownerId
        ? before.ownerId
        : await settleOwner(tx, actor, organisationId(), input.ownerId)
    const after: DeploymentEdit = { ...input, ownerId, facts: answeredFacts(input.facts) }
    await updateDeployment(tx, before, revision, after, now)
    const changed = !isDeepStrictEqual(askedFacts(before.facts), { ...after.facts })
    return {
      result: { id },
      audit: { subject: { kind: 'deployment', id }, before: said(before), after: said(after) },
      events: changed
        ? [deploymentFactsChanged({ deploymentId: id, organisationId: before.organisationId })]
        : [],
    }
  },
})

/** Sets when the pilot ends or the next review is due; pathway calls it inside a decision. */
export const setDueDates = command({
  name: 'deployments.set-due-dates',
  allow: MAY_REGISTER,
  input: z.object({
    deploymentId: z.string().max(60),
    pilotEnds: optionalDate('when the pilot ends').optional(),
    reviewDue: optionalDate('when the next review is due').optional(),
  }),
  async run({ tx, actor, now }, input) {
    const before = await requireDeployment(tx, input.deploymentId)
    checkOwn(before, actor)
    const after: DeploymentEdit = {
      ...before,
      facts: askedFacts(before.facts),
      pilotEnds: input.pilotEnds === undefined ? before.pilotEnds : input.pilotEnds,
      reviewDue: input.reviewDue === undefined ? before.reviewDue : input.reviewDue,
    }
    await updateDeployment(tx, before, before.revision, after, now)
    return {
      result: { id: before.id },
      audit: {
        subject: { kind: 'deployment', id: before.id },
        before: { pilotEnds: before.pilotEnds, reviewDue: before.reviewDue },
        after: { pilotEnds: after.pilotEnds, reviewDue: after.reviewDue },
      },
      events: [],
    }
  },
})

/** The facts that were asked; those that are derived are not stored. */
export const askedFacts = ({ organisationType: _type, stage: _stage, ...facts }: DeploymentFacts) =>
  facts

const said = (one: DeploymentEdit | Deployment): object => ({
  ownerId: one.ownerId,
  heldBack: one.heldBack,
  facts: askedFacts(one.facts),
  pilotEnds: one.pilotEnds,
  reviewDue: one.reviewDue,
  switchOffHow: one.switchOffHow,
  switchOffWho: one.switchOffWho,
})
