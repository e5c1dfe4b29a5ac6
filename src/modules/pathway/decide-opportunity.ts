import type { z } from 'zod'
import { onBehalfOf, signedName } from '#kernel/actor.js'
import { Invalid, NotAllowed } from '#kernel/errors.js'
import { gateDecided } from '#kernel/events/pathway.js'
import { londonDate } from '#kernel/time.js'
import { charterAtGate, carryOver } from '#modules/collaborations/index.js'
import { openDeployment, readDeployment } from '#modules/deployments/index.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { requireGate, type GateDecision } from '#modules/framework/index.js'
import {
  joinOpportunity,
  noLongerOpen,
  parkOpportunity,
  requireOpportunity,
  stopOpportunity,
  type Opportunity,
} from '#modules/opportunities/index.js'
import { command, type CommandContext } from '#registry/command.js'
import { assessGate } from './assess-gate.js'
import { unmetOf } from './check-gate.js'
import { decisionOf } from './decide-gate.js'
import { insertDecision, nameDeployment } from './decision-store.js'
import { factsOfOpportunity, storedFacts } from './gather-facts.js'
import { mayDecide } from './may-decide.js'
import { decideOpportunityInput, MAY_DECIDE } from './model.js'

/**
 * Decides the first gate, of an opportunity: a go opens a deployment at assess in the same commit; it
 * can also be parked, joined to one that exists, or stopped. Throws NotAllowed, Invalid and Conflict.
 */
export const decideOpportunity = command({
  name: 'pathway.decide-opportunity',
  allow: MAY_DECIDE,
  isolation: 'serializable',
  input: decideOpportunityInput,
  async run(context, input) {
    const { tx, actor, now, newId } = context
    const opportunity = await requireOpportunity(tx, input.opportunityId)
    if (opportunity.organisationId !== actor.organisationId)
      throw new NotAllowed('This opportunity belongs to another organisation.')
    if (opportunity.state !== 'open') throw noLongerOpen(opportunity)
    const framework = await agreedWayFor(tx, opportunity.organisationId)
    const charter = await charterAtGate(tx, { opportunityId: opportunity.id }, now)
    const facts = factsOfOpportunity(opportunity, { framework, charter }, now)
    const gate = requireGate(facts.framework, 'assess')
    const chosen = decisionOf(gate, input.decision)
    const assessment = assessGate('assess', facts)
    if (chosen.needsAllMet && !assessment.canPass) throw unmetOf(assessment)
    const role = assessment.decidedBy.find((one) => actor.roles.includes(one))
    const { may, reasons } = mayDecide(actor, assessment)
    if (!may || !role) throw new NotAllowed(reasons.join(' '))
    if (actor.kind !== 'person') throw new NotAllowed('Only a person can decide a gate.')
    const decision = {
      id: newId('dec'),
      organisationId: opportunity.organisationId,
      opportunityId: opportunity.id,
      deploymentId: null,
      gate: 'assess' as const,
      decision: chosen.id,
      label: chosen.label,
      effect: chosen.effect,
      passed: chosen.needsAllMet,
      decidedOn: londonDate(now),
      until: null,
      frameworkVersion: assessment.frameworkVersion,
    }
    await insertDecision(tx, decision, {
      reason: input.reason,
      stage: 'opportunity',
      assessment,
      facts: storedFacts(facts),
      by: { id: actor.id, name: signedName(actor, role), role },
      at: now,
    })
    const deploymentId = await effects[chosen.effect](context, input, opportunity, decision.id)
    if (deploymentId) await nameDeployment(tx, decision.id, deploymentId)
    return {
      result: { id: decision.id, decision: chosen.id, deploymentId },
      audit: {
        subject: { kind: 'opportunity', id: opportunity.id },
        before: { state: opportunity.state },
        after: {
          gate: gate.name,
          decision: chosen.label,
          as: role,
          onBehalfOf: onBehalfOf(actor, role)?.personName ?? null,
          deploymentId,
        },
        reason: input.reason,
      },
      events: deploymentId
        ? [
            gateDecided({
              deploymentId,
              organisationId: opportunity.organisationId,
              gate: 'assess',
              decisionId: decision.id,
              decision: chosen.id,
              passed: decision.passed,
            }),
          ]
        : [],
    }
  },
})

type Input = z.output<typeof decideOpportunityInput>
type Effect = (
  context: CommandContext,
  input: Input,
  opportunity: Opportunity,
  decisionId: string,
) => Promise<string | null>

const notHere: Effect = async () => {
  throw new Invalid([{ field: 'decision', message: 'An opportunity cannot be decided so.' }])
}

const setAside = (input: Input) => ({
  id: input.opportunityId,
  reason: input.reason.slice(0, 1000),
})

const effects: Record<GateDecision['effect'], Effect> = {
  moves: async ({ run }, input, opportunity, decisionId) => {
    if (!input.productId)
      throw new Invalid([{ field: 'productId', message: 'Choose the product to assess.' }])
    const useCase =
      input.useCase ?? (opportunity.useCaseId ? undefined : { title: opportunity.title })
    const opened = await run(openDeployment, {
      opportunityId: opportunity.id,
      decisionId,
      productId: input.productId,
      ...(input.versionId ? { versionId: input.versionId } : {}),
      ...(input.ownerId ? { ownerId: input.ownerId } : { ownerId: opportunity.ownerId }),
      ...(opportunity.useCaseId && !input.useCase ? { useCaseId: opportunity.useCaseId } : {}),
      ...(useCase ? { useCase } : {}),
      ...(opportunity.isClinical === 'not-answered'
        ? {}
        : { facts: { clinical: opportunity.isClinical === 'yes' } }),
    })
    await run(carryOver, { opportunityId: opportunity.id, deploymentId: opened.id })
    return opened.id
  },
  parks: async ({ run }, input) => {
    await run(parkOpportunity, setAside(input))
    return null
  },
  joins: async ({ run, tx }, input) => {
    if (!input.deploymentId)
      throw new Invalid([{ field: 'deploymentId', message: 'Choose the deployment it joins.' }])
    if (!(await readDeployment(tx, input.deploymentId))) {
      const message =
        'There is no use with this id in the register, or it is not shared with you. Its id stands in the address of its page, from “dep_” on.'
      throw new Invalid([{ field: 'deploymentId', message }])
    }
    await run(joinOpportunity, { ...setAside(input), deploymentId: input.deploymentId })
    return null
  },
  ceases: async ({ run }, input) => {
    await run(stopOpportunity, setAside(input))
    return null
  },
  stays: notHere,
  returns: notHere,
  extends: notHere,
  pauses: notHere,
}
