import { z } from 'zod'
import { NotAllowed } from '#kernel/errors.js'
import { freeText } from '#kernel/identifiable-data.js'
import { MEMBER_ROLES } from '#kernel/roles.js'
import { command } from '#registry/command.js'
import { markClosed, requireCondition } from './condition-store.js'

/** Closes a condition, with what was done. Throws NotFound, NotAllowed and Conflict. */
export const closeCondition = command({
  name: 'pathway.close-condition',
  allow: MEMBER_ROLES.filter((role) => role !== 'auditor' && role !== 'supplier-contact'),
  input: z.object({
    /** Of this deployment only, where it is named. */
    deploymentId: z.string().max(60).optional(),
    id: z.string().max(60),
    note: freeText('what was done', 2000),
  }),
  async run({ tx, actor, now }, { deploymentId, id, note }) {
    const condition = await requireCondition(tx, id, deploymentId)
    const may = condition.ownerId === actor.id || actor.roles.includes('executive-sponsor')
    if (!may)
      throw new NotAllowed(`${condition.ownerName} or the executive sponsor closes this condition.`)
    await markClosed(tx, id, { by: actor.id, byName: actor.name, at: now, note })
    return {
      result: { id, deploymentId: condition.deploymentId },
      audit: {
        subject: { kind: 'deployment', id: condition.deploymentId },
        before: { condition: condition.condition, due: condition.due },
        after: { condition: `${condition.condition} (closed)`, note },
      },
      events: [],
    }
  },
})
