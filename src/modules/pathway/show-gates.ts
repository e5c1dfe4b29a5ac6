import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { agreedWayFor, confirmationsFor } from '#modules/agreed-way/index.js'
import { readStageChanges, requireDeployment } from '#modules/deployments/index.js'
import { requireGate } from '#modules/framework/index.js'
import { query } from '#registry/query.js'
import { assessGate } from './assess-gate.js'
import { catchUpList, type CatchUpItem } from './catch-up.js'
import { readCatchUpPlans } from './catch-up-store.js'
import { readConditions } from './condition-store.js'
import { readDecisions } from './decision-store.js'
import { readAllExceptions, readExceptions } from './exception-store.js'
import type { GateAssessment } from './gate-assessment.js'
import { gatherFacts, outstandingAt, requireOwnDeployment } from './gather-facts.js'
import { membersOf } from './members.js'
import { gateInput } from './model.js'
import { readGateSignatures } from './sign-off-store.js'

/** The gates of a deployment with what was decided; for its own organisation also what they come to. */
export const showGates = query({
  name: 'pathway.show-gates',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(60) }),
  async run({ db, actor, now }, { deploymentId }) {
    const deployment = await requireDeployment(db, deploymentId)
    const isOwn = deployment.organisationId === actor.organisationId
    const framework = await agreedWayFor(db, deployment.organisationId)
    const facts = isOwn ? await gatherFacts(db, deployment, now) : null
    const assessments: GateAssessment[] = facts
      ? framework.gates.map((gate) => assessGate(gate.id, facts))
      : []
    return {
      deployment,
      isOwn,
      framework,
      confirmations: await confirmationsFor(db, deployment.organisationId, framework),
      assessments,
      decisions: await readDecisions(db, deploymentId),
      stageChanges: await readStageChanges(db, deploymentId),
      exceptions: isOwn ? await readAllExceptions(db, deploymentId) : [],
      conditions: isOwn ? await readConditions(db, deploymentId) : [],
      catchUp: await catchUpOf(),
    }

    async function catchUpOf(): Promise<CatchUpItem[]> {
      if (!facts?.inUseBeforeAssessment) return []
      const outstanding = outstandingAt(facts.inUseBeforeAssessment.registeredAt, facts)
      return catchUpList(outstanding, await readCatchUpPlans(db, deploymentId), deployment)
    }
  },
})

/** One gate with everything its page shows, and the people conditions can be given to. */
export const showGate = query({
  name: 'pathway.show-gate',
  allow: ['signed-in'],
  input: gateInput,
  async run({ db, actor, now }, { deploymentId, gate: gateId }) {
    const deployment = await requireOwnDeployment(db, actor, deploymentId)
    const facts = await gatherFacts(db, deployment, now)
    const { framework } = facts
    const decisions = await readDecisions(db, deploymentId)
    return {
      deployment,
      framework,
      confirmations: await confirmationsFor(db, deployment.organisationId, framework),
      gate: requireGate(framework, gateId),
      assessment: assessGate(gateId, facts),
      decisions: decisions.filter((one) => one.gate === gateId),
      exceptions: (await readAllExceptions(db, deploymentId)).filter((one) => one.gate === gateId),
      signatures: await readGateSignatures(db, deploymentId, gateId),
      people: await membersOf(db, deployment.organisationId),
    }
  },
})

/** The exceptions that hold now, for the banner on every page of a deployment. */
export const listHoldingExceptions = query({
  name: 'pathway.list-holding-exceptions',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(60) }),
  run: ({ db, now }, { deploymentId }) => readExceptions(db, deploymentId, londonDate(now)),
})

/** The people of the actor's organisation, to give tasks to. */
export const findMembers = query({
  name: 'pathway.find-members',
  allow: ['signed-in'],
  input: z.object({}),
  run: ({ db, organisationId }) => membersOf(db, organisationId()),
})
