import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { gateSigned } from '#kernel/events/pathway.js'
import { londonDate } from '#kernel/time.js'
import type { Deployment } from '#modules/deployments/index.js'
import {
  requireGate,
  stageName,
  type Framework,
  type Gate,
  type SignOffStep,
} from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import { assessGate } from './assess-gate.js'
import { gatherFacts, requireOwnDeployment } from './gather-facts.js'
import { maySign } from './may-sign.js'
import { MAY_SIGN, signGateInput } from './model.js'
import { insertSignature } from './sign-off-store.js'
import { basisOfAssessment } from './signed-basis.js'

/**
 * Signs a step before the decision at a gate: who, in which role, on whose behalf, and on what. What
 * changes afterwards makes the signature one to be given again. Throws NotAllowed with every reason
 * why this person may not, Invalid for a step the gate does not have, and Conflict.
 */
export const signGate = command({
  name: 'pathway.sign-gate',
  allow: MAY_SIGN,
  isolation: 'serializable',
  input: signGateInput,
  async run({ tx, actor, now, newId }, input) {
    const deployment = await requireOwnDeployment(tx, actor, input.deploymentId)
    const facts = await gatherFacts(tx, deployment, now)
    const gate = requireGate(facts.framework, input.gate)
    const step = stepOf(gate, input.step)
    checkOpen(gate, deployment, facts.framework)
    const assessment = assessGate(gate.id, facts)
    const { role, reasons } = maySign(actor, gate, step.id, assessment)
    if (!role) throw new NotAllowed(reasons.join(' '))
    const onBehalfOf = actor.deputyFor?.[role] ?? null
    const signature = {
      id: newId('rec'),
      organisationId: deployment.organisationId,
      deploymentId: deployment.id,
      gate: gate.id,
      step: step.id,
      stepName: step.name,
      statement: step.statement,
      by: { personId: actor.id, personName: actor.name, role, on: londonDate(now) },
      onBehalfOf,
      note: input.note,
      basis: basisOfAssessment(assessment),
      signedAt: now,
      frameworkVersion: assessment.frameworkVersion,
    }
    await insertSignature(tx, signature)
    return {
      result: { id: signature.id, step: step.id, role },
      audit: {
        subject: { kind: 'deployment', id: deployment.id },
        after: {
          gate: gate.name,
          signed: step.name,
          as: role,
          onBehalfOf: onBehalfOf?.personName ?? null,
          note: input.note,
        },
      },
      events: [
        gateSigned({
          deploymentId: deployment.id,
          organisationId: deployment.organisationId,
          gate: gate.id,
          step: step.id,
          signatureId: signature.id,
        }),
      ],
    }
  },
})

/** A step of a gate's sign-off. Throws Invalid for one it does not have. */
export const stepOf = (gate: Gate, id: string): SignOffStep => {
  const step = gate.signOff.find((one) => one.id === id)
  if (step) return step
  const ids = gate.signOff.map((one) => one.id)
  const message =
    ids.length === 0
      ? 'Nobody signs before the decision at this gate.'
      : `Choose a step of this gate: ${ids.join(', ')}.`
  throw new Invalid([{ field: 'step', message }])
}

const checkOpen = (gate: Gate, { state, stage }: Deployment, framework: Framework): void => {
  if (!gate.from.includes(stage))
    throw new Conflict(
      'This gate does not lead on from the stage it is at.',
      { stage },
      { stage: stageName(framework, stage) },
    )
  if (state === 'running') return
  throw new Conflict(
    'This deployment is not running, so there is no gate to sign for.',
    { state },
    { state: null },
  )
}
