import { deploymentPaused } from '#kernel/events/deployments.js'
import { Conflict } from '#kernel/errors.js'
import { agreedWay, stageName } from '#modules/framework/index.js'
import { command } from '#registry/command.js'
import { MAY_REGISTER, MAY_STOP, reasonInput } from './model.js'
import { checkOwn } from './rules.js'
import { requireDeployment } from './store.js'
import { readOpenStop } from './stop-store.js'
import { changeState } from './write-store.js'

/** Pauses a deployment at once, with the reason; nothing ever blocks it. Throws Conflict unless it runs. */
export const pauseDeployment = command({
  name: 'deployments.pause-deployment',
  allow: MAY_STOP,
  input: reasonInput,
  async run({ tx, actor, now }, { deploymentId, reason }) {
    const before = await requireDeployment(tx, deploymentId)
    checkOwn(before, actor)
    await changeState(tx, deploymentId, ['running', 'parked'], { state: 'paused', reason, at: now })
    return {
      result: { id: deploymentId, state: 'paused' },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { state: before.state },
        after: { state: 'paused' },
        reason,
      },
      events: [deploymentPaused({ deploymentId, organisationId: before.organisationId, reason })],
    }
  },
})

/** Lets a paused deployment go on. Throws Conflict while a stop is not confirmed. */
export const resumeDeployment = command({
  name: 'deployments.resume-deployment',
  allow: MAY_REGISTER,
  input: reasonInput,
  async run({ tx, actor, now }, { deploymentId, reason }) {
    const before = await requireDeployment(tx, deploymentId)
    checkOwn(before, actor)
    if (await readOpenStop(tx, deploymentId))
      throw new Conflict(
        'A stop was called and is not yet confirmed. Enter when it went off first.',
      )
    await changeState(tx, deploymentId, ['paused', 'parked'], {
      state: 'running',
      reason: null,
      at: now,
    })
    return {
      result: { id: deploymentId, state: 'running' },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { state: before.state },
        after: { state: 'running' },
        reason,
      },
      events: [],
    }
  },
})

/** Sets an assessment aside for now; only before it is live. Throws Conflict. */
export const parkDeployment = command({
  name: 'deployments.park-deployment',
  allow: MAY_STOP,
  input: reasonInput,
  async run({ tx, actor, now }, { deploymentId, reason }) {
    const before = await requireDeployment(tx, deploymentId)
    checkOwn(before, actor)
    if (before.stage !== 'assess')
      throw new Conflict(
        'Only an assessment can be parked. Pause it instead.',
        { stage: before.stage },
        { stage: stageName(agreedWay(), before.stage) },
      )
    await changeState(tx, deploymentId, ['running', 'paused'], { state: 'parked', reason, at: now })
    return {
      result: { id: deploymentId, state: 'parked' },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { state: before.state },
        after: { state: 'parked' },
        reason,
      },
      events: [],
    }
  },
})
