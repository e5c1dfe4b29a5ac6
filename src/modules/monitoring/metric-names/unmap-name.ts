import { NotFound } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { requireOwn } from '../deployment-facts.js'
import { MAY_MAP, namedInput } from './name-roles.js'
import { readMapping, saveMapping } from './name-store.js'

/**
 * Takes back what was decided about a name: it stands for itself again, and what was decided stays on
 * record. Throws NotFound where nothing is decided, Conflict when somebody else decided meanwhile.
 */
export const unmapMetricName = command({
  name: 'monitoring.unmap-metric-name',
  allow: MAY_MAP,
  input: namedInput,
  async run({ tx, actor, now, organisationId }, { deploymentId, ...input }) {
    const deployment = await requireOwn(tx, deploymentId, organisationId())
    const before = await readMapping(tx, deploymentId, input)
    if (!before || before.removed) throw new NotFound('Nothing is decided about this name.')
    const mapping = {
      ...before,
      revision: input.revision + 1,
      decidedByName: actor.name,
      decidedAt: now,
      removed: true,
    }
    const of = { organisationId: deployment.organisationId, deploymentId }
    await saveMapping(tx, of, mapping, actor.id)
    return {
      result: { revision: mapping.revision },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { metricName: before },
        after: { metricName: null },
      },
      events: [],
    }
  },
})
