import { z } from 'zod'
import type { DomainEvent } from '#kernel/events/event.js'
import { command } from '#registry/command.js'
import { linesOf, type Lines } from '../audit-lines.js'
import { requireMonitoredOf } from '../deployment-facts.js'
import { noteWindows, updateIntakeWindow } from '../intake/intake-window-store.js'
import { fillDriftPoints } from '../drift/fill-drift-points.js'
import { judgeMissing } from '../signals/judge-missing.js'
import { judgeTogether } from '../signals/judge-points.js'
import { NO_PLAN, windowOf } from '../periods.js'
import { readPlans } from '../plan/plan-store.js'
import { byDeployment } from '../by-deployment.js'
import { readSeriesEnds } from '../signals/series-ends.js'
import type { SealedSummary } from '../summary/summary-format.js'
import { closedEvents, receiveTogether, type Received } from '../received/take-summary.js'

const window = z.object({ from: z.iso.date(), to: z.iso.date() })
const deploymentId = z.string().max(40)

/** Most deployments of one organisation whose windows are closed, or that are judged, in one commit. */
export const MOST_IN_A_COMMIT = 50

/** Most deployments of one organisation that are looked at, or whose changes are noted, together. */
export const MOST_TOGETHER = 500

/** Notes the windows of dates whose rows changed; each is tallied once it has ended. */
export const noteTouched = command({
  name: 'monitoring.note-touched',
  allow: ['system'],
  input: z.object({
    touched: z
      .array(z.object({ deploymentId, dates: z.array(z.iso.date()), until: z.number().min(0) }))
      .min(1)
      .max(MOST_TOGETHER),
  }),
  async run({ tx, organisationId }, { touched }) {
    const plans = await readPlans(
      tx,
      touched.map((one) => one.deploymentId),
    )
    const noted = touched.map(({ deploymentId: id, dates, until }) => {
      const { period } = plans.get(id) ?? NO_PLAN
      const windows = new Map(
        dates.map((date) => windowOf(date, period)).map((one) => [one.from, one]),
      )
      return { deploymentId: id, windows: [...windows.values()], until }
    })
    await noteWindows(tx, organisationId(), noted)
    return { result: null, audit: 'nothing-changed', events: [] }
  },
})

/**
 * Stores the figures of a window of some deployments from their rows, a new version beside the old
 * where they differ, and judges them in the same commit: all or none. The summaries were made here.
 */
export const closeWindow = command({
  name: 'monitoring.close-window',
  allow: ['system'],
  input: z.object({
    window,
    closings: z
      .array(z.object({ deploymentId, summary: z.custom<SealedSummary>() }))
      .min(1)
      .max(MOST_IN_A_COMMIT),
  }),
  async run(context, { window: closed, closings }) {
    const ids = closings.map((one) => one.deploymentId)
    const deployments = await requireMonitoredOf(context.tx, ids)
    const plans = await readPlans(context.tx, ids)
    const summaries = closings.flatMap(({ deploymentId: id, summary }, place) => {
      const deployment = deployments[place]
      if (!deployment) return []
      return [{ deployment, plan: plans.get(id) ?? null, source: 'rows' as const, summary }]
    })
    const taken = await receiveTogether(context, summaries)
    await updateIntakeWindow(context.tx, ids, closed, {
      tally_due: false,
      tallied_at: context.now,
      problem: null,
    })
    const lines = summaries.map(({ deployment, summary }, place) => ({
      subject: { kind: 'deployment', id: deployment.id },
      after: { window: closed, rows: summary.rows, ...countsOf(taken[place]) },
    }))
    return {
      result: null,
      audit: linesOf([...lines, ...taken.flatMap(({ drift }) => drift)]),
      events: summaries.flatMap(({ deployment }, place) => [
        ...closedEvents(deployment, taken[place]?.windows ?? []),
        ...(taken[place]?.events ?? []),
      ]),
    }
  },
})

const countsOf = (taken: Received | undefined) => ({
  added: taken?.added ?? 0,
  superseded: taken?.superseded ?? 0,
  unchanged: taken?.unchanged ?? 0,
})

/** Notes why a window cannot be tallied, for the page about data. */
export const noteProblem = command({
  name: 'monitoring.note-problem',
  allow: ['system'],
  input: z.object({ deploymentId, window, problem: z.string().max(1000) }),
  async run({ tx }, input) {
    await updateIntakeWindow(tx, [input.deploymentId], input.window, {
      tally_due: false,
      problem: input.problem,
    })
    return {
      result: null,
      audit: {
        subject: { kind: 'deployment', id: input.deploymentId },
        after: { window: input.window, problem: input.problem },
      },
      events: [],
    }
  },
})

/** Makes a window of some deployments final: its events are refused, and its rows may be deleted. */
export const finaliseWindow = command({
  name: 'monitoring.finalise-window',
  allow: ['system'],
  input: z.object({ deploymentIds: z.array(deploymentId).min(1).max(MOST_TOGETHER), window }),
  async run({ tx, now }, { deploymentIds, window: final }) {
    await updateIntakeWindow(tx, deploymentIds, final, { final_at: now })
    const audit = sameOfEach(deploymentIds, { window: final, final: true })
    return { result: null, audit, events: [] }
  },
})

/** A line for each of some deployments, all of which say the same. */
const sameOfEach = (deploymentIds: readonly string[], after: object): Lines => {
  return linesOf(deploymentIds.map((id) => ({ subject: { kind: 'deployment', id }, after })))
}

/** Judges what has matured since it was stored, and what should have come and has not. */
export const judgeDeployments = command({
  name: 'monitoring.judge-deployments',
  allow: ['system'],
  input: z.object({ deploymentIds: z.array(deploymentId).min(1).max(MOST_IN_A_COMMIT) }),
  async run(context, { deploymentIds }) {
    const plans = await readPlans(context.tx, deploymentIds)
    const deployments = await requireMonitoredOf(context.tx, deploymentIds)
    const all = deployments.map((deployment) => ({
      deployment,
      plan: plans.get(deployment.id) ?? null,
    }))
    const lines = await fillDriftPoints(context, all)
    const judged = await judgeTogether(context, all)
    const endsOf = byDeployment(await readSeriesEnds(context.tx, deploymentIds))
    const events: DomainEvent[] = []
    for (const [place, { deployment, plan }] of all.entries()) {
      const ends = endsOf(deployment.id)
      const missing = plan && (await judgeMissing(context, deployment, plan, ends))
      const signals = [...(judged[place]?.signals ?? []), ...(missing?.signals ?? [])]
      events.push(...(judged[place]?.events ?? []), ...(missing?.events ?? []))
      if (signals.length > 0) {
        lines.push({ subject: { kind: 'deployment', id: deployment.id }, after: { signals } })
      }
    }
    return { result: null, audit: linesOf(lines), events }
  },
})
