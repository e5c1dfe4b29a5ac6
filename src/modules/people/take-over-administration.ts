import { z } from 'zod'
import { personJoined } from '#kernel/events/people.js'
import { command, type AuditEntry } from '#registry/command.js'
import { addRoles, peopleWithRole } from './store.js'

/**
 * Makes the administrators of a successor administrators of the organisation it follows as well, so
 * that its records stay where they were made and somebody looks after them. Run in the organisation
 * that ended; nothing for those who are administrators there already.
 */
export const takeOverAdministration = command({
  name: 'people.take-over-administration',
  allow: ['system'],
  input: z.object({ successorId: z.string().max(60), successorName: z.string().max(200) }),
  async run({ tx, actor, now, newId, organisationId }, { successorId, successorName }) {
    const here = organisationId()
    const joined: string[] = []
    for (const { personId } of await peopleWithRole(tx, successorId, ['administrator'])) {
      const held = { organisationId: here, personId, roles: ['administrator' as const] }
      const given = await addRoles(tx, { ...held, by: actor.id, at: now }, () => newId('mem'))
      if (given.length > 0) joined.push(personId)
    }
    const lines = joined.map((personId): AuditEntry => ({
      subject: { kind: 'person', id: personId },
      after: { roles: ['administrator'] },
      reason: `${successorName} follows this organisation`,
    }))
    const [first, ...others] = lines
    return {
      result: { joined },
      audit: first ? [first, ...others] : 'nothing-changed',
      events: joined.map((personId) =>
        personJoined({ personId, organisationId: here, roles: ['administrator'] }),
      ),
    }
  },
})
