import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { gateDecided } from '#kernel/events/pathway.js'
import type { Role } from '#kernel/roles.js'
import { londonDate } from '#kernel/time.js'
import { signedName, type Actor } from '#kernel/actor.js'
import type { Deployment } from '#modules/deployments/index.js'
import {
  requireGate,
  stageName,
  type Framework,
  type Gate,
  type GateDecision,
} from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import { assessGate } from './assess-gate.js'
import { carryOutDecision } from './carry-out-decision.js'
import { unmetOf } from './check-gate.js'
import { insertDecision, readDecisions } from './decision-store.js'
import type { GateAssessment } from './gate-assessment.js'
import { gatherFacts, requireOwnDeployment, storedFacts } from './gather-facts.js'
import { mayRecord, NEVER_BLOCKED } from './may-decide.js'
import { decideGateInput, MAY_DECIDE } from './model.js'
import { useSignatures } from './sign-off-store.js'
import { eitherRole } from './wording.js'

/** Effects that nothing ever blocks (product.md, rule 2): a pause, a roll-back, a cease. */

/**
 * Decides a gate of a deployment: facts are gathered, the same `assessGate` as everywhere says what
 * they come to, and the decision, its facts and the move of the stage commit together or not at all.
 * Throws Unmet with the list when a decision needs all met, NotAllowed for a role that does not decide
 * this gate or somebody who signed its evidence, Invalid and Conflict.
 */
export const decideGate = command({
  name: 'pathway.decide-gate',
  allow: MAY_DECIDE,
  isolation: 'serializable',
  input: decideGateInput,
  async run(context, input) {
    const { tx, actor, now, newId } = context
    const deployment = await requireOwnDeployment(tx, actor, input.deploymentId)
    const facts = await gatherFacts(tx, deployment, now)
    const gate = requireGate(facts.framework, input.gate)
    const chosen = decisionOf(gate, input.decision)
    const assessment = assessGate(gate.id, facts)
    checkPlace({ gate, framework: facts.framework }, chosen, deployment)
    if (chosen.needsAllMet && !assessment.canPass) throw unmetOf(assessment)
    const role = decidingRole(actor, chosen, assessment)
    const decision = {
      id: newId('dec'),
      organisationId: deployment.organisationId,
      opportunityId: deployment.opportunityId,
      deploymentId: deployment.id,
      gate: gate.id,
      decision: chosen.id,
      label: chosen.label,
      effect: chosen.effect,
      passed: chosen.needsAllMet,
      decidedOn: londonDate(now),
      until: input.until,
      frameworkVersion: assessment.frameworkVersion,
    }
    const earlier = await readDecisions(tx, deployment.id)
    await insertDecision(tx, decision, {
      reason: input.reason,
      stage: deployment.stage,
      assessment,
      facts: storedFacts(facts),
      by: { id: actor.id, name: signedName(actor, role), role },
      at: now,
    })
    await useSignatures(tx, decision, now)
    await carryOutDecision(context, { gate, chosen, deployment, input, decision, earlier })
    return {
      result: { id: decision.id, gate: gate.id, decision: chosen.id, passed: decision.passed },
      audit: {
        subject: { kind: 'deployment', id: deployment.id },
        before: { stage: deployment.stage },
        after: {
          gate: gate.name,
          decision: chosen.label,
          as: role,
          onBehalfOf: actor.deputyFor?.[role]?.personName ?? null,
          signedBefore: signedBefore(assessment),
          excepted: assessment.excepted.map((item) => item.name),
          conditions: input.conditions.map((one) => one.condition),
          frameworkVersion: decision.frameworkVersion,
        },
        reason: input.reason,
      },
      events: [
        gateDecided({
          deploymentId: deployment.id,
          organisationId: deployment.organisationId,
          gate: gate.id,
          decisionId: decision.id,
          decision: chosen.id,
          passed: decision.passed,
        }),
      ],
    }
  },
})

const signedBefore = ({ met }: GateAssessment): string[] =>
  met.flatMap((item) =>
    item.kind === 'sign-off' ? item.signatures.map((one) => `${item.name}: ${one.personName}`) : [],
  )

/** An outcome of a gate. Throws Invalid for one it does not have. */
export const decisionOf = (gate: Gate, id: string): GateDecision => {
  const chosen = gate.decisions.find((one) => one.id === id)
  if (chosen) return chosen
  const labels = gate.decisions.map((one) => one.id).join(', ')
  throw new Invalid([{ field: 'decision', message: `Choose a decision of this gate: ${labels}.` }])
}

const checkPlace = (
  { gate, framework }: { gate: Gate; framework: Framework },
  chosen: GateDecision,
  deployment: Deployment,
): void => {
  if (gate.id === 'assess')
    throw new Conflict('This gate is decided on the opportunity. This is past it.')
  if (deployment.state === 'ceased') throw new Conflict('This deployment has ceased.')
  if (NEVER_BLOCKED.includes(chosen.effect)) return
  if (!gate.from.includes(deployment.stage) && !chosen.needsAllMet)
    throw new Conflict(
      'This gate does not lead on from the stage it is at.',
      { stage: deployment.stage },
      { stage: stageName(framework, deployment.stage) },
    )
  if (chosen.needsAllMet && deployment.state !== 'running') {
    const is = { parked: 'parked', 'stop-called': 'stopped', paused: 'paused' }[deployment.state]
    throw new Conflict(
      `This deployment is ${is}. It must run again before a gate can be passed.`,
      { state: deployment.state },
      { state: null },
    )
  }
}

const decidingRole = (actor: Actor, chosen: GateDecision, assessment: GateAssessment): Role => {
  const isFree = NEVER_BLOCKED.includes(chosen.effect)
  const { may, reasons } = mayRecord(actor, chosen, assessment)
  if (!may) throw new NotAllowed(reasons.join(' '))
  if (!isFree && actor.kind !== 'person')
    throw new NotAllowed('Only a person can decide a gate. Sign in to do it.')
  const roles = isFree ? MAY_DECIDE : assessment.decidedBy
  const role = actor.roles.find((one) => roles.includes(one))
  if (role) return role
  throw new NotAllowed(`This gate is decided by the ${eitherRole(assessment.decidedBy)}.`)
}
