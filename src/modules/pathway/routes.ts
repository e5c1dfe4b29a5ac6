import { z } from 'zod'
import { route, type AnyRoute } from '#kernel/declare/route.js'
import { GATE_IDS } from '#modules/framework/index.js'
import { checkGate } from './check-gate.js'
import { decideGate } from './decide-gate.js'
import { decideOpportunity } from './decide-opportunity.js'
import { grantException } from './grant-exception.js'
import {
  decideGateInput,
  decideOpportunityInput,
  grantExceptionInput,
  MAY_DECIDE,
  MAY_SIGN,
  signGateInput,
} from './model.js'
import { signGate } from './sign-gate.js'
import { assessmentAnswer, wordedAssessment } from './worded-assessment.js'

const params = z.object({ id: z.string().max(60), gate: z.enum(GATE_IDS) })

/** The REST operations about gates. */
export const pathwayRoutes: readonly AnyRoute[] = [
  route({
    method: 'get',
    path: '/deployments/{id}/gates/{gate}',
    summary: 'What a gate comes to now: met, unmet, advisory, excepted, not applicable, and why',
    tag: 'Gates',
    allow: ['signed-in'],
    scope: 'gates:read',
    params,
    answer: assessmentAnswer,
    handle: async ({ read }, given) => {
      const about = { deploymentId: given.params.id, gate: given.params.gate }
      return wordedAssessment((await read(checkGate, about)).assessment)
    },
  }),
  route({
    method: 'post',
    path: '/deployments/{id}/gates/{gate}/decisions',
    summary: 'Record a decision; one that needs all met is refused with the list of what is unmet',
    tag: 'Gates',
    allow: MAY_DECIDE,
    scope: 'gates:write',
    params,
    body: decideGateInput.omit({ deploymentId: true, gate: true }),
    answer: z.object({
      id: z.string(),
      gate: z.string(),
      decision: z.string(),
      passed: z.boolean(),
    }),
    status: 201,
    handle: ({ run }, given) =>
      run(decideGate, {
        ...given.body,
        deploymentId: given.params.id,
        gate: given.params.gate,
      }),
  }),
  route({
    method: 'post',
    path: '/opportunities/{id}/gate/decisions',
    summary: 'Decide the first gate, of an opportunity: go, park, join an existing one or stop',
    tag: 'Gates',
    allow: MAY_DECIDE,
    scope: 'gates:write',
    params: z.object({ id: z.string().max(60) }),
    body: decideOpportunityInput.omit({ opportunityId: true }),
    answer: z.object({
      id: z.string(),
      decision: z.string(),
      deployment_id: z.string().nullable(),
    }),
    status: 201,
    handle: async ({ run }, given) => {
      const about = { ...given.body, opportunityId: given.params.id }
      const { id, decision, deploymentId } = await run(decideOpportunity, about)
      return { id, decision, deployment_id: deploymentId }
    },
  }),
  route({
    method: 'post',
    path: '/deployments/{id}/gates/{gate}/signatures',
    summary: 'Sign a step before the decision; refused with every reason why this person may not',
    tag: 'Gates',
    allow: MAY_SIGN,
    scope: 'gates:write',
    params,
    body: signGateInput.omit({ deploymentId: true, gate: true }),
    answer: z.object({ id: z.string(), step: z.string(), role: z.string() }),
    status: 201,
    handle: ({ run }, given) =>
      run(signGate, { ...given.body, deploymentId: given.params.id, gate: given.params.gate }),
  }),
  route({
    method: 'post',
    path: '/deployments/{id}/gates/{gate}/exceptions',
    summary: 'Make a dated, named exception to one thing that blocks a gate',
    tag: 'Gates',
    allow: MAY_DECIDE,
    scope: 'gates:write',
    params,
    body: grantExceptionInput.omit({ deploymentId: true, gate: true }),
    answer: z.object({ id: z.string(), until: z.string() }),
    status: 201,
    handle: ({ run }, given) =>
      run(grantException, {
        ...given.body,
        deploymentId: given.params.id,
        gate: given.params.gate,
      }),
  }),
]
