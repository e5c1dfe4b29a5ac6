import { Conflict, Invalid } from '#kernel/errors.js'
import { command } from '#registry/command.js'
import { requireOwn } from '../deployment-facts.js'
import { enteredMeasures } from './entered-measures.js'
import { AS_DECIDED, measureKind } from '../measures.js'
import { fixPlanInput } from './plan-input.js'
import { fillDriftPoints } from '../drift/fill-drift-points.js'
import { endPlan, insertPlan, readPlan } from './plan-store.js'
import { markToJudge } from '../signals/judged-store.js'
import { redateFigures } from '../points/figures-store.js'
import { requireMember } from '../require-member.js'

/**
 * Fixes the monitoring plan of a deployment: measures, pass marks, periods, rules and what follows.
 * A new plan replaces the old one, which stays on record. Throws Conflict when somebody else fixed
 * one meanwhile, and Invalid when a measure names a threshold that the plan does not have.
 */
export const fixPlan = command({
  name: 'monitoring.fix-plan',
  allow: ['deployment-owner', 'clinical-safety-officer', 'technical-lead', 'analyst'],
  input: fixPlanInput,
  async run({ tx, actor, now, newId, organisationId }, input) {
    const deployment = await requireOwn(tx, input.deploymentId, organisationId())
    checkThresholds(input)
    await requireMember(tx, input.ownerId, organisationId())
    const before = await readPlan(tx, deployment.id)
    if ((before?.id ?? '') !== input.replaces || (before && !(await endPlan(tx, before.id, now)))) {
      throw new Conflict(
        'Somebody else fixed a plan for this deployment while you were writing.',
        { planId: before?.id ?? null, fixedBy: before?.fixedByName ?? null },
        { planId: null, fixedBy: before ? `by ${before.fixedByName}` : null },
      )
    }
    const { replaces: _, ...agreed } = input
    const plan = {
      ...agreed,
      id: newId('pla'),
      organisationId: organisationId(),
      fixedBy: actor.id,
      fixedByName: actor.name,
      fixedAt: now,
      measures: input.measures.map((measure) => ({ ...measure, id: newId('mea') })),
    }
    await insertPlan(tx, plan)
    await redateFigures(tx, deployment.id, plan)
    const drift = await fillDriftPoints({ tx, now, newId }, [{ deployment, plan }])
    await markToJudge(tx, deployment.id)
    return {
      result: { id: plan.id, measures: plan.measures.length },
      audit: [
        { subject: { kind: 'deployment', id: deployment.id }, before, after: plan },
        ...drift,
      ],
      events: [],
    }
  },
})

type Agreed = (typeof fixPlanInput)['_output']

const checkThresholds = ({ measures, thresholds }: Agreed): void => {
  const names = new Set([...thresholds.map(({ name }) => name), AS_DECIDED])
  const problems = measures.flatMap(({ measure, threshold }, place) =>
    measureKind(measure)?.kind === 'threshold' && !names.has(threshold)
      ? [
          {
            field: `measures.${place}.threshold`,
            message: `Name the threshold “${threshold}” under thresholds, or choose one that is there.`,
          },
        ]
      : [],
  )
  const keys = measures.map(({ measure, threshold }) => `${measure} ${threshold}`)
  if (new Set(keys).size < keys.length)
    problems.push({ field: 'measures.0.measure', message: 'Choose each measure once.' })
  const entered = enteredMeasures({ measures }).map(({ name }) => name.toLowerCase())
  if (new Set(entered).size < entered.length)
    problems.push({ field: 'measures.0.threshold', message: 'Give each figure its own name.' })
  if (new Set(thresholds.map(({ name }) => name)).size < thresholds.length)
    problems.push({ field: 'thresholds.0.name', message: 'Give each threshold its own name.' })
  if (problems.length > 0) throw new Invalid(problems)
}
