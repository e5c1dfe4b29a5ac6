import { Conflict, NotAllowed } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { MAY_SIGN, takeBackInput } from './model.js'
import { endSignature, requireSignature } from './sign-off-store.js'

/**
 * Takes back a signature before the decision, with the reason: the person who gave it, or on whose
 * behalf it was given. Throws NotFound, NotAllowed, and Conflict once the gate was decided.
 */
export const takeBackSignature = command({
  name: 'pathway.take-back-signature',
  allow: MAY_SIGN,
  input: takeBackInput,
  async run({ tx, actor, now }, { id, reason, ...at }) {
    const signature = await requireSignature(tx, id, at)
    const { by, onBehalfOf, deploymentId } = signature
    if (by.personId !== actor.id && onBehalfOf?.personId !== actor.id)
      throw new NotAllowed(`Only ${by.personName} can take this signature back.`)
    if (!(await endSignature(tx, id, reason, now)))
      throw new Conflict('This signature is no longer open: the gate was decided, or it ended.')
    return {
      result: { id, deploymentId, gate: signature.gate },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { signed: signature.stepName, as: by.role, by: by.personName },
        after: { signed: `${signature.stepName} (taken back)` },
        reason,
      },
      events: [],
    }
  },
})
