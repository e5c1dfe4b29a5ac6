import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { query } from '#registry/query.js'
import { compareVersions, type VersionFigures } from './compare-versions.js'
import { requireOwn } from '../deployment-facts.js'
import { matureSeries } from '../signals/judge-points.js'
import type { PlanMeasure } from '../model.js'
import { readPlan } from '../plan/plan-store.js'
import { readSeries } from '../points/point-series.js'
import { readSites } from '../points/figures-store.js'

/** Every measure of the plan by version, at one site of one's own deployment. */
export const showVersions = query({
  name: 'monitoring.show-versions',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(40), site: z.string().max(120).optional() }),
  async run({ db, now, organisationId }, input) {
    const deployment = await requireOwn(db, input.deploymentId, organisationId())
    const plan = await readPlan(db, deployment.id)
    const sites = await readSites(db, deployment.id)
    const site =
      input.site !== undefined && sites.includes(input.site) ? input.site : (sites[0] ?? '')
    const points = plan ? await readSeries(db, deployment.id, plan.measures, site) : []
    const today = londonDate(now)
    const compared = (plan?.measures ?? []).map(
      (measure): { measure: PlanMeasure; versions: VersionFigures[] } => ({
        measure,
        versions: compareVersions(
          matureSeries(points, measure, today)[0] ?? [],
          plan ?? { minimumEvents: 8 },
        ),
      }),
    )
    return { deployment, plan, sites, site, compared }
  },
})
