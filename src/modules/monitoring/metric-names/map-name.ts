import { Invalid } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { requireOwn } from '../deployment-facts.js'
import type { MonitoringPlan } from '../model.js'
import { readPlan } from '../plan/plan-store.js'
import { mapNameInput, MAY_MAP, type NameMapping } from './name-roles.js'
import { readMapping, saveMapping } from './name-store.js'

/**
 * Decides what a name in an exporter's metrics stands for at one deployment, from the next export on.
 * Throws Invalid for a measure the plan does not watch, and Conflict when somebody else decided
 * meanwhile.
 */
export const mapMetricName = command({
  name: 'monitoring.map-metric-name',
  allow: MAY_MAP,
  input: mapNameInput,
  async run({ tx, actor, now, organisationId }, { deploymentId, ...input }) {
    const deployment = await requireOwn(tx, deploymentId, organisationId())
    if (input.role === 'measure') checkWatched(input, await readPlan(tx, deploymentId))
    const before = await readMapping(tx, deploymentId, input)
    const mapping: NameMapping = {
      ...input,
      revision: input.revision + 1,
      decidedByName: actor.name,
      decidedAt: now,
      removed: false,
    }
    const of = { organisationId: deployment.organisationId, deploymentId }
    await saveMapping(tx, of, mapping, actor.id)
    return {
      result: { revision: mapping.revision },
      audit: {
        subject: { kind: 'deployment', id: deploymentId },
        before: { metricName: before },
        after: { metricName: mapping },
      },
      events: [],
    }
  },
})

const checkWatched = (
  { measure, threshold }: Pick<NameMapping, 'measure' | 'threshold'>,
  plan: Pick<MonitoringPlan, 'measures'> | null,
): void => {
  const isWatched = plan?.measures.some(
    (one) => one.measure === measure && (threshold === '' || one.threshold === threshold),
  )
  if (isWatched) return
  const message = plan
    ? 'Choose a measure that the plan watches.'
    : 'Fix a monitoring plan first: it says which measures there are.'
  throw new Invalid([{ field: 'role', message }])
}
