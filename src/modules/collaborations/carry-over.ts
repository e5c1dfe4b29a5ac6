import { z } from 'zod'
import { command, type Outcome } from '#registry/command.js'
import { findOpenEntry, nameDeployment } from './entry-store.js'
import { MAY_ENTER } from './model.js'

/**
 * What belongs to a collaboration as an opportunity belongs to it as the deployment it became. Pathway
 * calls it inside the decision of the first gate, and nothing else does.
 */
export const carryOver = command({
  name: 'collaborations.carry-over',
  allow: [...MAY_ENTER, 'system'],
  input: z.object({ opportunityId: z.string().max(60), deploymentId: z.string().max(60) }),
  async run({ tx }, { opportunityId, deploymentId }): Promise<Outcome<{ id: string | null }>> {
    const entry = await findOpenEntry(tx, { opportunityId })
    if (!entry) return { result: { id: null }, audit: 'nothing-changed', events: [] }
    await nameDeployment(tx, entry.id, deploymentId)
    return {
      result: { id: entry.id },
      audit: {
        subject: { kind: 'collaboration', id: entry.collaborationId },
        before: { entry: entry.id, opportunityId },
        after: { entry: entry.id, deploymentId },
      },
      events: [],
    }
  },
})
