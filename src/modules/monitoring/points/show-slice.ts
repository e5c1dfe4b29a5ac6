import { z } from 'zod'
import { query } from '#registry/query.js'
import { readChartedPlan } from '../charts/chart-history.js'
import { requireOwn, versionsRun } from '../deployment-facts.js'
import { measureKind } from '../measures.js'
import type { MonitoringPlan, PlanMeasure } from '../model.js'
import { readMeasureSites, siteAmong } from './measure-sites.js'
import { readHistogram } from './read-histogram.js'
import { readSlice, readSliceChoices, type Slice } from './read-slice.js'

const text = z.string().max(120).default('')
const day = z.union([z.literal(''), z.iso.date('Enter a date such as 2026-01-05.')]).default('')

/** What somebody asks of a slice; everything left out means the plan's first measure, everywhere. */
const sliceInput = z.object({
  deploymentId: z.string().max(40),
  measure: text,
  threshold: text,
  site: z.string().max(120).optional(),
  version: text,
  groupBy: text,
  groupValue: text,
  from: day,
  to: day,
})

/** The figures of one measure × site × version × group × period of one's own deployment. */
export const showSlice = query({
  name: 'monitoring.show-slice',
  allow: ['signed-in'],
  input: sliceInput,
  async run({ db, organisationId }, input) {
    const deployment = await requireOwn(db, input.deploymentId, organisationId())
    const plan = await readChartedPlan(db, deployment.id)
    const sites = await readMeasureSites(db, deployment.id)
    const choices = await readSliceChoices(db, deployment.id)
    const [first] = plan?.measures ?? []
    const wanted = input.measure === '' && first ? first : input
    const slice: Slice = {
      measure: wanted.measure,
      threshold: wanted.threshold,
      site: input.site ?? siteAmong(sites.of(wanted), undefined),
      version: input.version,
      groupBy: input.groupBy,
      groupValue: input.groupValue,
      from: input.from,
      to: input.to,
    }
    return {
      deployment,
      plan,
      sites: sites.all,
      slice,
      watched: watchedOf(plan, slice),
      measures: withPlan(plan, choices.measures),
      groups: choices.groups,
      versions: [...new Set((await versionsRun(db, deployment.id)).map(({ name }) => name))],
      points: plan ? await readSlice(db, deployment.id, slice) : [],
      histogram: slice.groupBy === '' ? await readHistogram(db, deployment.id, slice) : null,
    }
  },
})

/** The measure as the plan watches it, or as the catalogue describes it where the plan does not. */
export const watchedOf = (plan: MonitoringPlan | null, slice: Named): PlanMeasure =>
  plan?.measures.find(
    ({ measure, threshold }) => measure === slice.measure && threshold === slice.threshold,
  ) ?? {
    id: '',
    measure: slice.measure,
    threshold: slice.threshold,
    direction: measureKind(slice.measure)?.direction ?? 'neutral',
    passMark: null,
    target: null,
    onSignal: '',
    unit: '',
  }

type Named = { measure: string; threshold: string }

const withPlan = (plan: MonitoringPlan | null, found: readonly Named[]): Named[] => {
  const all = [...(plan?.measures ?? []), ...found]
  return [
    ...new Map(all.map((one) => [JSON.stringify([one.measure, one.threshold]), one])).values(),
  ].map(({ measure, threshold }) => ({ measure, threshold }))
}
