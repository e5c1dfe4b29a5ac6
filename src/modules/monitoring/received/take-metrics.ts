import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { command, type CommandContext } from '#registry/command.js'
import { requireOwn, versionsRun, type MonitoredDeployment } from '../deployment-facts.js'
import { judgePoints } from '../signals/judge-points.js'
import { applyMappings } from '../metric-names/apply-mappings.js'
import { gatherNames } from '../metric-names/gather-names.js'
import { noteNames, readMappings } from '../metric-names/name-store.js'
import type { DataPoint } from '../otlp/data-points.js'
import type { MonitoringPlan } from '../model.js'
import { mapPoints, type Mapped } from '../otlp/map-points.js'
import { MOST_POINTS } from '../otlp/otlp-schema.js'
import type { Window } from '../periods.js'
import { readPlan } from '../plan/plan-store.js'
import { storeEnteredFigure } from '../entered/store-entered-figure.js'
import { closedEvents, SENDERS } from './take-summary.js'

const names = z.array(z.string().max(120)).max(20).default([])

/**
 * Takes metrics of one deployment that another tool exported: figures the plan watches are stored, one
 * for each window × version × site × group, the same again changing nothing and another superseding;
 * the rest is counted with reasons. Names stand for what was decided about them, and every name is
 * noted, so that one that nobody has decided about shows. Throws NotFound for a deployment of somebody else.
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
    const mapped = await readPoints(context, deployment, plan, { groups, ignore, points })
    const { rejected } = mapped
    const accepted = points.length - rejected.length
    if (!plan)
      return { result: { ...NOTHING, accepted, rejected }, audit: 'nothing-changed', events: [] }
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

const NOTHING = { added: 0, superseded: 0, unchanged: 0 }

/** The figures that points come to by what is decided about their names, which are noted. */
const readPoints = async (
  { tx, now }: Pick<CommandContext, 'tx' | 'now'>,
  { id, organisationId }: MonitoredDeployment,
  plan: MonitoringPlan | null,
  given: { groups: string[]; ignore: string[]; points: DataPoint[] },
): Promise<Pick<Mapped, 'figures' | 'rejected'>> => {
  const decided = await readMappings(tx, id)
  const holding = decided.filter(({ removed }) => !removed)
  const { points, groups } = applyMappings(given.points, holding)
  const reading = {
    groups: [...given.groups, ...groups],
    ignore: given.ignore,
    today: londonDate(now),
  }
  const mapped = plan
    ? mapPoints(points, plan, await versionsRun(tx, id), reading)
    : unplanned(points)
  const seen = gatherNames(given.points, points, mapped.rejected, reading)
  await noteNames(tx, { organisationId, deploymentId: id }, seen, now)
  return mapped
}

const unplanned = (points: readonly DataPoint[]): Pick<Mapped, 'figures' | 'rejected'> => {
  const reason = 'the deployment has no monitoring plan'
  return { figures: [], rejected: points.map(({ metric }) => ({ metric, reason })) }
}
