import { z } from 'zod'
import { Conflict, Invalid } from '#kernel/errors.js'
import { signalHandedOver } from '#kernel/events/monitoring.js'
import { command } from '#registry/command.js'
import { ANSWERERS } from './answer-signal.js'
import { requireMember } from '../require-member.js'
import { OPEN_STATES } from './signal-states.js'
import { giveSignal, requireSignal } from './signal-store.js'
import { STATE_WORDS } from '../words.js'

/**
 * Makes somebody else of the organisation the owner of an open signal; it then stands on their Home.
 * Throws Invalid for a signal that is answered or a person without a role here, and Conflict when
 * somebody else was first.
 */
export const handOverSignal = command({
  name: 'monitoring.hand-over-signal',
  allow: [...ANSWERERS, 'administrator'],
  input: z.object({
    /** Of this deployment only, where it is named. */
    deploymentId: z.string().max(40).optional(),
    signalId: z.string().max(40),
    revision: z.coerce.number().int(),
    ownerId: z.string({ error: 'Choose who looks at this signal.' }).min(1).max(40),
  }),
  async run({ tx, organisationId }, { deploymentId, signalId, revision, ownerId }) {
    const signal = await requireSignal(tx, signalId, deploymentId)
    if (!OPEN_STATES.some((state) => state === signal.state)) {
      throw new Invalid('This signal is answered already, so nobody needs to look at it.')
    }
    await requireMember(tx, ownerId, organisationId())
    if (ownerId === signal.ownerId) {
      const result = { id: signalId, deploymentId: signal.deploymentId }
      return { result, audit: 'nothing-changed', events: [] }
    }
    if (!(await giveSignal(tx, signalId, revision, ownerId))) {
      throw new Conflict(
        'Somebody else changed this signal while you were choosing.',
        { owner: signal.ownerName, state: signal.state },
        { state: STATE_WORDS[signal.state] },
      )
    }
    return {
      result: { id: signalId, deploymentId: signal.deploymentId },
      audit: {
        subject: { kind: 'deployment', id: signal.deploymentId },
        before: { signal: signalId, ownerId: signal.ownerId },
        after: { signal: signalId, ownerId },
      },
      events: [signalHandedOver({ signalId, organisationId: organisationId(), ownerId })],
    }
  },
})
