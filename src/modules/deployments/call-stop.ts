import { stopCalled } from '#kernel/events/deployments.js'
import { Conflict } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { callStopInput, MAY_STOP } from './model.js'
import { checkOwn } from './rules.js'
import { requireDeployment } from './store.js'
import { insertStop } from './stop-store.js'
import { changeState } from './write-store.js'

/** What stands where a reason would: an emergency stop waits for nobody to type one. */
const NO_REASON = 'No reason was given when it was called.'

/**
 * Calls an emergency stop. Wardround switches nothing off: the stop stays not confirmed until a named
 * person enters when it went off. Throws Conflict when one is called already or the use has ceased.
 */
export const callStop = command({
  name: 'deployments.call-stop',
  allow: MAY_STOP,
  input: callStopInput,
  async run({ tx, actor, now, newId }, input) {
    const { deploymentId } = input
    const reason = input.reason || NO_REASON
    const before = await requireDeployment(tx, deploymentId)
    checkOwn(before, actor)
    if (before.state === 'ceased') throw new Conflict('This deployment has already ceased.')
    const stop = { id: newId('sto'), organisationId: before.organisationId, deploymentId, reason }
    await insertStop(tx, stop, { id: actor.id, name: actor.name, at: now })
    await changeState(tx, deploymentId, ['running', 'paused', 'parked'], {
      state: 'stop-called',
      reason,
      at: now,
    })
    return {
      result: { id: stop.id, deploymentId },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { state: before.state },
        after: { state: 'stop-called', stopId: stop.id },
        reason,
      },
      events: [
        stopCalled({
          deploymentId,
          organisationId: before.organisationId,
          stopId: stop.id,
          versionId: before.version?.id ?? null,
        }),
      ],
    }
  },
})
