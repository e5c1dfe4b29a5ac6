import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { requireOwn, versionsRun } from './deployment-facts.js'
import { judgePoints } from './judge-points.js'
import type { DataPoint } from './otlp/data-points.js'
import { mapPoints } from './otlp/map-points.js'
import { MOST_POINTS } from './otlp/otlp-schema.js'
import type { Window } from './periods.js'
import { readPlan } from './plan-store.js'
import { storeEnteredFigure } from './store-entered-figure.js'
import { closedEvents, SENDERS } from './take-summary.js'

const names = z.array(z.string().max(120)).max(20).default([])

/**
 * Takes metrics of one deployment that another tool exported: figures the plan watches are stored, one
 * for each window × version × site × group, the same again changing nothing and another superseding;
 * the rest is counted with reasons. Throws NotFound for a deployment of somebody else.
 */
export const takeMetrics = command({
  name: 'monitoring.take-metrics',
  allow: SENDERS,
  input: z.object({
    deploymentId: z.string().max(40),
    groups: names,
    ignore: names,
    points: z.array(z.custom<DataPoint>()).max(MOST_POINTS),
  }),
  async run(context, { deploymentId, groups, ignore, points }) {
    const deployment = await requireOwn(context.tx, deploymentId, context.organisationId())
    const plan = await readPlan(context.tx, deploymentId)
    if (!plan) {
      const reason = 'the deployment has no monitoring plan'
      const rejected = points.map(({ metric }) => ({ metric, reason }))
      return { result: { ...NOTHING, rejected }, audit: 'nothing-changed', events: [] }
    }
    const runs = await versionsRun(context.tx, deploymentId)
    const today = londonDate(context.now)
    const mapped = mapPoints(points, plan, runs, { groups, ignore, today })
    const counts = { added: 0, superseded: 0, unchanged: 0 }
    const windows = new Map<string, Window>()
    for (const one of mapped.figures) {
      const note = `Sent by ${context.actor.name} as metrics.`
      const stored = await storeEnteredFigure(context, deployment, plan, {
        ...one,
        source: 'otlp',
        note,
      })
      counts.added += stored.added
      counts.superseded += stored.superseded
      counts.unchanged += stored.unchanged
      for (const window of stored.windows) windows.set(window.from, window)
    }
    const judged = await judgePoints(context, deployment, plan)
    const { accepted, rejected } = mapped
    return {
      result: { ...counts, accepted, rejected },
      audit:
        counts.added + counts.superseded > 0
          ? {
              subject: { kind: 'deployment', id: deploymentId },
              after: { ...counts, accepted, rejected: rejected.length },
            }
          : 'nothing-changed',
      events: [...closedEvents(deployment, [...windows.values()]), ...judged.events],
    }
  },
})

const NOTHING = { added: 0, superseded: 0, unchanged: 0, accepted: 0 }
