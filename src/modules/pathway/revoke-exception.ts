import { z } from 'zod'
import { NotAllowed } from '#kernel/errors.js'
import { freeText } from '#kernel/identifiable-data.js'
import { command } from '#registry/command.js'
import { markRevoked, requireException } from './exception-store.js'
import { MAY_DECIDE } from './model.js'

/** Ends an exception before its day, with the reason. Throws NotFound, NotAllowed and Conflict. */
export const revokeException = command({
  name: 'pathway.revoke-exception',
  allow: MAY_DECIDE,
  input: z.object({
    /** Of this deployment only, where it is named. */
    deploymentId: z.string().max(60).optional(),
    id: z.string().max(60),
    reason: freeText('the reason', 1000),
  }),
  async run({ tx, actor, now }, { deploymentId, id, reason }) {
    const exception = await requireException(tx, id, deploymentId)
    const same = actor.roles.includes(exception.role) || actor.roles.includes('executive-sponsor')
    if (!same) throw new NotAllowed('An exception is revoked by a role that may make it.')
    await markRevoked(tx, id, { by: actor.id, byName: actor.name, at: now, reason })
    return {
      result: { id, deploymentId: exception.deploymentId, gate: exception.gate },
      audit: {
        subject: { kind: 'deployment', id: exception.deploymentId },
        before: { exceptionTo: exception.targetName, until: exception.until },
        after: { exceptionTo: `${exception.targetName} (revoked)` },
        reason,
      },
      events: [],
    }
  },
})
