import { Invalid } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { requireOwn } from './deployment-facts.js'
import { judgePoints } from './judge-points.js'
import { enterFigureInput } from './model.js'
import { windowOf } from './periods.js'
import { readPlan } from './plan-store.js'
import { storeTypedFigure } from './store-typed-figure.js'
import { closedEvents, SENDERS } from './take-summary.js'

/**
 * Takes a figure that somebody types in for a period of the plan; another one for the same period
 * supersedes it. Throws Invalid when the plan does not watch it.
 */
export const enterFigure = command({
  name: 'monitoring.enter-figure',
  allow: SENDERS,
  input: enterFigureInput,
  async run(context, input) {
    const deployment = await requireOwn(context.tx, input.deploymentId, context.organisationId())
    const plan = await readPlan(context.tx, deployment.id)
    const watched = plan?.measures.some(
      ({ measure, threshold }) => measure === 'typed' && threshold === input.name,
    )
    if (!plan || !watched) {
      throw new Invalid([{ field: 'name', message: 'The plan does not watch this figure.' }])
    }
    const { low, high, value } = input
    if ((low !== null && low > value) || (high !== null && high < value)) {
      throw new Invalid([{ field: 'low', message: 'The figure must lie within its interval.' }])
    }
    const window = windowOf(input.from, plan.period)
    const stored = await storeTypedFigure(context, deployment, plan, window, input)
    const judged = await judgePoints(context, deployment, plan)
    return {
      result: { ...stored, window, signals: judged.signals },
      audit:
        stored.added + stored.superseded > 0
          ? {
              subject: { kind: 'deployment', id: deployment.id },
              after: { figure: input.name, window, value, n: input.n },
            }
          : 'nothing-changed',
      events: [...closedEvents(deployment, stored.windows), ...judged.events],
    }
  },
})
