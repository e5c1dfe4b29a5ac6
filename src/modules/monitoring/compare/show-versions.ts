import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { query } from '#registry/query.js'
import { compareVersions, type VersionFigures } from './compare-versions.js'
import { requireOwn } from '../deployment-facts.js'
import { matureSeries } from '../signals/judge-points.js'
import type { PlanMeasure } from '../model.js'
import { readPlan } from '../plan/plan-store.js'
import { readSeries } from '../points/point-series.js'
import { readMeasureSites, siteAmong } from '../points/measure-sites.js'

/** Every measure of the plan by version, at one site of one's own deployment. */
export const showVersions = query({
  name: 'monitoring.show-versions',
  allow: ['signed-in'],
  input: z.object({ deploymentId: z.string().max(40), site: z.string().max(120).optional() }),
  async run({ db, now, organisationId }, input) {
    const deployment = await requireOwn(db, input.deploymentId, organisationId())
    const plan = await readPlan(db, deployment.id)
    const { all: sites, of: sitesOf } = await readMeasureSites(db, deployment.id)
    const [first] = plan?.measures ?? []
    const site = siteAmong(sites, input.site ?? (first && sitesOf(first)[0]))
    const watched = (plan?.measures ?? []).filter((measure) => {
      const own = sitesOf(measure)
      return own.length === 0 || own.includes(site)
    })
    const points = await readSeries(db, deployment.id, watched, site)
    const today = londonDate(now)
    const compared = watched.map(
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
