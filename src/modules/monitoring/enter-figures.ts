import { z } from 'zod'
import { Invalid } from '#kernel/errors.js'
import type { CommandContext } from '#registry/command.js'
import { command } from '#registry/command.js'
import { requireOwn, type MonitoredDeployment } from './deployment-facts.js'
import { judgePoints } from './judge-points.js'
import { enterFigureInput, type MonitoringPlan } from './model.js'
import { windowOf, type Window } from './periods.js'
import { readPlan } from './plan-store.js'
import { MOST_FIGURES } from './read-figures.js'
import { storeTypedFigure } from './store-typed-figure.js'
import { closedEvents, SENDERS } from './take-summary.js'

const figure = enterFigureInput.omit({ deploymentId: true })
type Figure = z.output<typeof figure>

/**
 * Takes several figures that somebody typed, pasted or sent, all or none; another figure for the same
 * period supersedes the one there. Throws Invalid with the place of each that the plan does not watch
 * or that lies outside its interval.
 */
export const enterFigures = command({
  name: 'monitoring.enter-figures',
  allow: SENDERS,
  input: z.object({
    deploymentId: z.string().max(40),
    figures: z
      .array(figure)
      .min(1, 'Give at least one figure.')
      .max(MOST_FIGURES, `Give up to ${MOST_FIGURES} figures at a time.`),
  }),
  async run(context, { deploymentId, figures }) {
    const deployment = await requireOwn(context.tx, deploymentId, context.organisationId())
    const plan = await readPlan(context.tx, deploymentId)
    const problems = figures.flatMap((one, place) => problemsOf(one, place, plan))
    if (!plan || problems.length > 0) throw new Invalid(problems)
    const { windows, ...counts } = await storeAll(context, deployment, plan, figures)
    const judged = await judgePoints(context, deployment, plan)
    const changed = counts.added + counts.superseded > 0
    return {
      result: { ...counts, signals: judged.signals },
      audit: changed
        ? { subject: { kind: 'deployment', id: deploymentId }, after: { figures, ...counts } }
        : 'nothing-changed',
      events: [...closedEvents(deployment, windows), ...judged.events],
    }
  },
})

const problemsOf = (
  { name, value, low, high }: Figure,
  place: number,
  plan: MonitoringPlan | null,
): { field: string; message: string }[] => {
  const watched = plan?.measures.some(
    ({ measure, threshold }) => measure === 'typed' && threshold === name,
  )
  if (!watched) {
    return [{ field: `figures.${place}.name`, message: `The plan does not watch “${name}”.` }]
  }
  const inside = (low === null || low <= value) && (high === null || high >= value)
  return inside
    ? []
    : [{ field: `figures.${place}.low`, message: 'The figure must lie within its interval.' }]
}

const storeAll = async (
  context: CommandContext,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  figures: readonly Figure[],
) => {
  const counts = { added: 0, superseded: 0, unchanged: 0 }
  const windows = new Map<string, Window>()
  for (const one of figures) {
    const window = windowOf(one.from, plan.period)
    const stored = await storeTypedFigure(context, deployment, plan, window, one)
    counts.added += stored.added
    counts.superseded += stored.superseded
    counts.unchanged += stored.unchanged
    for (const changed of stored.windows) windows.set(changed.from, changed)
  }
  return { ...counts, windows: [...windows.values()] }
}
