import { z } from 'zod'
import { Invalid } from '#kernel/errors.js'
import type { CommandContext } from '#registry/command.js'
import { command } from '#registry/command.js'
import { requireOwn, versionsRun, type MonitoredDeployment } from '../deployment-facts.js'
import { enteredFigure } from './entered-figure.js'
import { enteredMeasures, findEntered } from '../plan/entered-measures.js'
import { judgePoints } from '../signals/judge-points.js'
import { enterFigureInput, type MonitoringPlan } from '../model.js'
import { windowOf, type Window } from '../periods.js'
import { readPlan } from '../plan/plan-store.js'
import { MOST_FIGURES } from './read-figures.js'
import { refuseImpossibleWindows } from '../received/refuse-impossible-windows.js'
import { storeEnteredFigure, type EnteredFigure } from './store-entered-figure.js'
import { closedEvents, SENDERS } from '../received/take-summary.js'
import { versionOf } from '../versions.js'

const figure = enterFigureInput.omit({ deploymentId: true })
type Figure = z.output<typeof figure>
type Finished = Pick<EnteredFigure, 'measure' | 'window' | 'figure'> & { named: string }

/**
 * Takes several figures that somebody typed, pasted or sent, all or none; another figure for the same
 * period supersedes the one there. Throws Invalid with the place of each that the plan does not watch
 * or whose parts are missing or make no sense.
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
    const finished = finishAll(figures, plan)
    if (!plan) throw new Invalid('Fix a monitoring plan first: it says which figures are watched.')
    refuseImpossibleWindows(
      finished.map(({ window }) => window),
      context.now,
      'figures',
    )
    const { windows, ...counts } = await storeAll(context, deployment, plan, finished)
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

const finishAll = (figures: readonly Figure[], plan: MonitoringPlan | null): Finished[] => {
  const problems: { field: string; message: string }[] = []
  const finished = figures.flatMap((one, place) => {
    const done = finishFigure(one, plan)
    if ('figure' in done) return [done]
    problems.push({ field: `figures.${place}.${done.field}`, message: done.message })
    return []
  })
  if (problems.length > 0) throw new Invalid(problems)
  return finished
}

/** A given figure with its measure, window and interval, or what is wrong with which part. */
export const finishFigure = (
  given: Figure,
  plan: MonitoringPlan | null,
): Finished | { field: string; message: string } => {
  const found = findEntered(enteredMeasures(plan), given.name)
  if (!plan || !found) {
    return { field: 'name', message: `The plan does not watch “${given.name}”.` }
  }
  const parts = { ...given, denominator: given.denominator ?? given.n }
  const done = enteredFigure(found.kind, parts)
  if ('problem' in done) return done.problem
  return {
    measure: found.measure,
    window: windowOf(given.from, plan.period),
    figure: done.figure,
    named: given.version,
  }
}

const storeAll = async (
  context: CommandContext,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  finished: readonly Finished[],
) => {
  const counts = { added: 0, superseded: 0, unchanged: 0 }
  const windows = new Map<string, Window>()
  for (const one of finished) {
    const stored = await storeTyped(context, deployment, plan, one)
    counts.added += stored.added
    counts.superseded += stored.superseded
    counts.unchanged += stored.unchanged
    for (const changed of stored.windows) windows.set(changed.from, changed)
  }
  return { ...counts, windows: [...windows.values()] }
}

/** Stores a finished figure as one that the actor typed in, of the version named or that ran. */
export const storeTyped = async (
  context: CommandContext,
  deployment: MonitoredDeployment,
  plan: MonitoringPlan,
  { named, ...finished }: Finished,
) =>
  storeEnteredFigure(context, deployment, plan, {
    ...finished,
    source: 'typed',
    version: versionOf(
      named || null,
      finished.window,
      await versionsRun(context.tx, deployment.id),
    ),
    site: '',
    group: null,
    note: `Typed in by ${context.actor.name}.`,
  })
