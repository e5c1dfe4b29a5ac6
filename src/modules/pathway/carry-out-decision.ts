import type { z } from 'zod'
import { Conflict, Invalid } from '#kernel/errors.js'
import { addMonths, londonDate, type CalendarDate } from '#kernel/time.js'
import {
  ceaseDeployment,
  DEPLOYMENT_STAGES,
  moveStage,
  parkDeployment,
  pauseDeployment,
  setDueDates,
  type Deployment,
  type DeploymentStage,
} from '#modules/deployments/index.js'
import type { Gate, GateDecision } from '#modules/framework/index.js'
import type { CommandContext } from '#registry/command.js'
import { insertConditions } from './condition-store.js'
import { requireMemberName } from './members.js'
import type { Decision, decideGateInput } from './model.js'

interface Act {
  gate: Gate
  chosen: GateDecision
  deployment: Deployment
  input: z.output<typeof decideGateInput>
  decision: Omit<Decision, 'grounds'>
  earlier: readonly Decision[]
}

/** Does what a decision says, in the commit of the decision. Throws Invalid and Conflict. */
export const carryOutDecision = async (context: CommandContext, act: Act): Promise<void> => {
  checkConditions(context, act)
  await addConditions(context, act)
  await effects[act.chosen.effect](context, act)
}

type Effect = (context: CommandContext, act: Act) => Promise<void>

const move = async (
  { run }: CommandContext,
  { deployment, decision }: Act,
  to: DeploymentStage,
  gate: 'passed' | 'rolled-back',
): Promise<void> => {
  await run(moveStage, {
    deploymentId: deployment.id,
    to,
    gate,
    decisionId: decision.id,
    expectedStage: deployment.stage,
  })
}

const effects: Record<GateDecision['effect'], Effect> = {
  moves: async (context, act) => {
    const { to } = act.gate
    if (to === null || to === 'opportunity')
      throw new RangeError(`The gate ${act.gate.id} moves nowhere.`)
    await move(context, act, to, 'passed')
    const until = act.input.until ?? (to === 'pilot' ? pilotEnd(context, act.deployment) : null)
    if (until) await setDates(context, act, to === 'pilot' ? 'pilotEnds' : 'reviewDue', until)
  },
  returns: async (context, act) => {
    const before = DEPLOYMENT_STAGES[DEPLOYMENT_STAGES.indexOf(act.deployment.stage) - 1]
    if (!before) throw new Conflict('There is no stage before this one.')
    await move(context, act, before, 'rolled-back')
  },
  stays: async (context, act) => {
    const { until } = act.input
    if (act.gate.id === 'review' && until) await setDates(context, act, 'reviewDue', until)
  },
  extends: async (context, act) => {
    if (act.earlier.some((one) => one.effect === 'extends'))
      throw new Conflict('This pilot was extended once already. It cannot be extended again.')
    if (!act.input.until || act.input.until <= londonDate(context.now)) {
      const message = 'Enter the day the longer pilot ends, after today.'
      throw new Invalid([{ field: 'until', message }])
    }
    await setDates(context, act, 'pilotEnds', act.input.until)
  },
  parks: async ({ run }, { deployment, input }) => {
    await run(parkDeployment, { deploymentId: deployment.id, reason: input.reason })
  },
  joins: async () => {
    throw new Invalid([{ field: 'decision', message: 'Only an opportunity can join another.' }])
  },
  pauses: async ({ run }, { deployment, input }) => {
    await run(pauseDeployment, {
      deploymentId: deployment.id,
      reason: input.reason.slice(0, 2000),
    })
  },
  ceases: async (context, act) => {
    if (act.chosen.id === 'cease-by-date') return ceaseByDate(context, act)
    await context.run(ceaseDeployment, {
      deploymentId: act.deployment.id,
      reasons: act.input.ceaseReasons,
      explanation: act.input.reason.slice(0, 2000),
      decisionId: act.decision.id,
    })
  },
}

const setDates = async (
  { run }: CommandContext,
  { deployment }: Act,
  which: 'pilotEnds' | 'reviewDue',
  until: CalendarDate,
): Promise<void> => {
  await run(setDueDates, { deploymentId: deployment.id, [which]: until })
}

/** Months a pilot runs where nobody says otherwise. Our own proposal (field.md 6.3). */
const PILOT_MONTHS = 6

/** The day a pilot that starts now ends, where the decision names none. */
const pilotEnd = ({ now }: CommandContext, { pilotEnds }: Deployment): CalendarDate => {
  const today = londonDate(now)
  return pilotEnds !== null && pilotEnds > today ? pilotEnds : addMonths(today, PILOT_MONTHS)
}

/** A cease by a date takes effect on that day by a person's act; until then its owner is chased. */
const ceaseByDate = async (
  { tx, newId, now }: CommandContext,
  { deployment, input, decision }: Act,
): Promise<void> => {
  if (!input.until || input.until <= londonDate(now)) {
    const message = 'Enter the day by which it ceases, after today.'
    throw new Invalid([{ field: 'until', message }])
  }
  await insertConditions(tx, deployment.organisationId, [
    {
      id: newId('rec'),
      deploymentId: deployment.id,
      decisionId: decision.id,
      condition: 'Cease this deployment',
      ownerId: deployment.ownerId,
      ownerName: deployment.ownerName ?? 'the deployment owner',
      due: input.until,
    },
  ])
}

const checkConditions = ({ now }: CommandContext, { chosen, input }: Act): void => {
  if (chosen.needsConditions && input.conditions.length === 0) {
    const message = 'Name at least one condition, with who sees to it and by when.'
    throw new Invalid([{ field: 'conditions.0.condition', message }])
  }
  if (!chosen.needsConditions && input.conditions.length > 0)
    throw new Invalid('Conditions go with the decision to go with conditions only.')
  const today = londonDate(now)
  const late = input.conditions.findIndex((one) => one.due < today)
  if (late >= 0) {
    const message = 'Enter a day from today on.'
    throw new Invalid([{ field: `conditions.${late}.due`, message }])
  }
}

const addConditions = async (
  { tx, newId }: CommandContext,
  { deployment, input, decision }: Act,
): Promise<void> => {
  const conditions = []
  for (const [place, { condition, ownerId, due }] of input.conditions.entries()) {
    const field = `conditions.${place}.ownerId`
    const owner = await requireMemberName(tx, deployment.organisationId, ownerId, field)
    conditions.push({
      id: newId('rec'),
      deploymentId: deployment.id,
      decisionId: decision.id,
      condition,
      ownerId,
      ownerName: owner.name,
      due,
    })
  }
  await insertConditions(tx, deployment.organisationId, conditions)
}
