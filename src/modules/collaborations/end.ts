import { collaborationEnded } from '#kernel/events/collaborations.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { MAY_LEAD, withReasonInput } from './model.js'
import { checkLeads } from './set-up.js'
import { closeEntries, markEnded, requireCollaboration } from './store.js'

/**
 * Ends a collaboration, with the reason; what belongs to it leaves it, and the ordinary pathway applies
 * from then on. Throws NotAllowed, and Conflict when it has ended already.
 */
export const endCollaboration = command({
  name: 'collaborations.end',
  allow: MAY_LEAD,
  input: withReasonInput,
  async run({ tx, actor, now }, { id, reason }) {
    const before = await requireCollaboration(tx, id)
    checkLeads(before, actor.organisationId)
    await markEnded(tx, id, { on: londonDate(now), reason, byName: actor.name, at: now })
    const why = `The collaboration ended: ${reason}`.slice(0, 2000)
    await closeEntries(tx, id, { name: actor.name, reason: why, at: now })
    return {
      result: { id },
      audit: {
        subject: { kind: 'collaboration', id },
        before: { endedOn: null },
        after: { endedOn: londonDate(now) },
        reason,
      },
      events: [collaborationEnded({ collaborationId: id, organisationId: before.organisationId })],
    }
  },
})
