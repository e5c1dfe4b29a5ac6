import { z } from 'zod'
import { Conflict } from '#kernel/errors.js'
import { stageChanged } from '#kernel/events/deployments.js'
import { londonDate } from '#kernel/time.js'
import { agreedWay, stageName } from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import { DEPLOYMENT_STAGES, MAY_STOP } from './model.js'
import { checkOwn } from './rules.js'
import { requireDeployment } from './store.js'
import { changeStage } from './write-store.js'

/**
 * Moves a deployment to another stage; pathway calls it inside the decision of a gate, and nothing
 * else does. Throws Conflict when the stage is no longer the expected one.
 */
export const moveStage = command({
  name: 'deployments.move-stage',
  allow: MAY_STOP,
  input: z.object({
    deploymentId: z.string().max(60),
    to: z.enum(DEPLOYMENT_STAGES),
    gate: z.enum(['passed', 'not-passed-here', 'rolled-back', 'ceased']),
    decisionId: z.string().max(60).optional(),
    expectedStage: z.enum(DEPLOYMENT_STAGES).optional(),
  }),
  async run({ tx, actor, now, newId }, { deploymentId, to, gate, decisionId, expectedStage }) {
    const before = await requireDeployment(tx, deploymentId)
    checkOwn(before, actor)
    if (before.stage === 'cease' || (expectedStage && expectedStage !== before.stage))
      throw new Conflict(
        'This deployment is at another stage by now.',
        { stage: before.stage },
        { stage: stageName(agreedWay(), before.stage) },
      )
    await changeStage(tx, before, {
      id: newId('cha'),
      from: before.stage,
      to,
      gate,
      decisionId: decisionId ?? null,
      on: londonDate(now),
      at: now,
      by: actor.id,
    })
    return {
      result: { id: deploymentId, stage: to },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { stage: before.stage },
        after: { stage: to, gate },
      },
      events: [
        stageChanged({
          deploymentId,
          organisationId: before.organisationId,
          from: before.stage,
          to,
          gate,
        }),
      ],
    }
  },
})
