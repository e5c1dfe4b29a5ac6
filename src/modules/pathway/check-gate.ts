import { Unmet } from '#kernel/errors.js'
import { query } from '#registry/query.js'
import { assessGate } from './assess-gate.js'
import type { GateAssessment } from './gate-assessment.js'
import { gatherFacts, requireOwnDeployment } from './gather-facts.js'
import { gateInput } from './model.js'

/** What a gate of a deployment comes to now, before anyone decides. Throws NotFound and NotAllowed. */
export const checkGate = query({
  name: 'pathway.check-gate',
  allow: ['signed-in', 'system'],
  input: gateInput,
  async run({ db, actor, now }, { deploymentId, gate }) {
    const deployment = await requireOwnDeployment(db, actor, deploymentId)
    const facts = await gatherFacts(db, deployment, now)
    return { deployment, assessment: assessGate(gate, facts) }
  },
})

/** The refusal of a gate that cannot be passed, with everything that blocks it. */
export const unmetOf = (assessment: GateAssessment): Unmet =>
  new Unmet(
    assessment.reasons.find((reason) => !reason.startsWith('Not passed here')) ??
      'This gate cannot be passed yet.',
    assessment.unmet.map((item) => ({
      requirement: item.requirementId,
      name: item.name,
      sentence: item.sentence,
    })),
  )
