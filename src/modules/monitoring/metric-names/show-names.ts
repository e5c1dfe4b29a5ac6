import { z } from 'zod'
import { query } from '#registry/query.js'
import { requireOwn, type MonitoredDeployment } from '../deployment-facts.js'
import type { MonitoringPlan } from '../model.js'
import { readPlan } from '../plan/plan-store.js'
import type { NameMapping } from './name-roles.js'
import { readMappings, readNames, type NotedName } from './name-store.js'

/** What is known about the names of a deployment's metrics. */
export interface ShownNames {
  deployment: MonitoredDeployment
  plan: MonitoringPlan | null
  /** What is decided and holds. */
  mappings: readonly NameMapping[]
  /** What was decided and taken back. */
  removed: readonly NameMapping[]
  /** Names that came of late, those not taken most often first. */
  names: readonly NotedName[]
}

/** The names in metrics that came in at a deployment of one's own, and what each stands for. */
export const showMetricNames = query({
  name: 'monitoring.show-metric-names',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(40) }),
  run: async ({ db, now, organisationId }, { deploymentId }): Promise<ShownNames> => {
    const deployment = await requireOwn(db, deploymentId, organisationId())
    const decided = await readMappings(db, deploymentId)
    return {
      deployment,
      plan: await readPlan(db, deploymentId),
      mappings: decided.filter(({ removed }) => !removed),
      removed: decided.filter(({ removed }) => removed),
      names: await readNames(db, deploymentId, now),
    }
  },
})
