import { Invalid } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { requireOwn } from '../deployment-facts.js'
import { finishFigure, storeTyped } from './enter-figures.js'
import { judgePoints } from '../signals/judge-points.js'
import { enterFigureInput } from '../model.js'
import { readPlan } from '../plan/plan-store.js'
import { refuseImpossibleWindows } from '../received/refuse-impossible-windows.js'
import { closedEvents, SENDERS } from '../received/take-summary.js'

/**
 * Takes a figure that somebody types in for a period of the plan; another one for the same period
 * supersedes it. Throws Invalid when the plan does not watch it, or a part is missing.
 */
export const enterFigure = command({
  name: 'monitoring.enter-figure',
  allow: SENDERS,
  input: enterFigureInput,
  async run(context, input) {
    const deployment = await requireOwn(context.tx, input.deploymentId, context.organisationId())
    const plan = await readPlan(context.tx, deployment.id)
    const finished = finishFigure(input, plan)
    if (!plan || 'message' in finished) throw new Invalid('message' in finished ? [finished] : [])
    refuseImpossibleWindows([finished.window], context.now)
    const stored = await storeTyped(context, deployment, plan, finished)
    const judged = await judgePoints(context, deployment, plan)
    const { window, figure } = finished
    return {
      result: { ...stored, window, signals: judged.signals },
      audit:
        stored.added + stored.superseded > 0
          ? {
              subject: { kind: 'deployment', id: deployment.id },
              after: { figure: input.name, window, value: figure.value, n: figure.n },
            }
          : 'nothing-changed',
      events: [...closedEvents(deployment, stored.windows), ...judged.events],
    }
  },
})
