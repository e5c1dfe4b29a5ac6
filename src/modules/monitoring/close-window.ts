import { z } from 'zod'
import { command } from '#registry/command.js'
import { requireMonitored } from './deployment-facts.js'
import { noteWindows, updateIntakeWindow } from './intake-store.js'
import { judgeMissing, judgePoints } from './judge-points.js'
import { NO_PLAN, windowOf } from './periods.js'
import { readPlan } from './plan-store.js'
import { summarySchema } from './summary/summary-schema.js'
import { closedEvents, receive } from './take-summary.js'

const window = z.object({ from: z.iso.date(), to: z.iso.date() })
const deploymentId = z.string().max(40)

/** Notes the windows of dates whose rows changed; each is tallied once it has ended. */
export const noteTouched = command({
  name: 'monitoring.note-touched',
  allow: ['system'],
  input: z.object({ deploymentId, dates: z.array(z.iso.date()), until: z.number().min(0) }),
  async run({ tx, organisationId }, input) {
    const whose = { organisationId: organisationId(), deploymentId: input.deploymentId }
    const { period } = (await readPlan(tx, input.deploymentId)) ?? NO_PLAN
    const windows = new Map(
      input.dates.map((date) => windowOf(date, period)).map((one) => [one.from, one]),
    )
    await noteWindows(tx, whose, [...windows.values()], input.until)
    return { result: null, audit: 'nothing-changed', events: [] }
  },
})

/**
 * Stores the figures of a window from its rows, a new version beside the old where they differ, and
 * judges them in the same commit.
 */
export const closeWindow = command({
  name: 'monitoring.close-window',
  allow: ['system'],
  input: z.object({ deploymentId, window, summary: summarySchema }),
  async run(context, input) {
    const deployment = await requireMonitored(context.tx, input.deploymentId)
    const plan = await readPlan(context.tx, deployment.id)
    const taken = await receive(context, deployment, plan, 'rows', input.summary)
    await updateIntakeWindow(context.tx, deployment.id, input.window, {
      tally_due: false,
      tallied_at: context.now,
      problem: null,
    })
    const { added, superseded, unchanged } = taken
    return {
      result: { added, superseded, unchanged, signals: taken.signals },
      audit: {
        subject: { kind: 'deployment', id: deployment.id },
        after: { window: input.window, rows: input.summary.rows, added, superseded, unchanged },
      },
      events: [...closedEvents(deployment, taken.windows), ...taken.events],
    }
  },
})

/** Notes why a window cannot be tallied, for the page about data. */
export const noteProblem = command({
  name: 'monitoring.note-problem',
  allow: ['system'],
  input: z.object({ deploymentId, window, problem: z.string().max(1000) }),
  async run({ tx }, input) {
    await updateIntakeWindow(tx, input.deploymentId, input.window, {
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

/** Makes a window final: from now on its events are refused, and its rows may be deleted. */
export const finaliseWindow = command({
  name: 'monitoring.finalise-window',
  allow: ['system'],
  input: z.object({ deploymentId, window }),
  async run({ tx, now }, input) {
    await updateIntakeWindow(tx, input.deploymentId, input.window, { final_at: now })
    return {
      result: null,
      audit: {
        subject: { kind: 'deployment', id: input.deploymentId },
        after: { window: input.window, final: true },
      },
      events: [],
    }
  },
})

/** Judges what has matured since it was stored, and what should have come and has not. */
export const judgeDeployment = command({
  name: 'monitoring.judge-deployment',
  allow: ['system'],
  input: z.object({ deploymentId }),
  async run(context, input) {
    const deployment = await requireMonitored(context.tx, input.deploymentId)
    const plan = await readPlan(context.tx, deployment.id)
    const judged = await judgePoints(context, deployment, plan)
    const missing = plan ? await judgeMissing(context, deployment, plan) : null
    const signals = [...judged.signals, ...(missing?.signals ?? [])]
    return {
      result: { signals },
      audit:
        signals.length > 0
          ? { subject: { kind: 'deployment', id: deployment.id }, after: { signals } }
          : 'nothing-changed',
      events: [...judged.events, ...(missing?.events ?? [])],
    }
  },
})
