import { Invalid, type Problem } from '#kernel/errors.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import type { z } from 'zod'
import { scoreHazardInput } from './inputs.js'
import { MAY_SCORE } from './model.js'
import { requireOpenHazard, reviseHazard } from './revise-hazard.js'
import { severityOf } from './rules.js'

/**
 * Scores a hazard before and after its controls, by likelihood and severity; the risk is looked up.
 * Scoring is a look at the hazard as it is, so it ends a review. Throws Invalid and Conflict.
 */
export const scoreHazard = command({
  name: 'hazards.score-hazard',
  allow: MAY_SCORE,
  input: scoreHazardInput,
  async run(context, { id, revision, ...scores }) {
    const problems = problemsOfScores(scores)
    if (problems.length > 0) throw new Invalid(problems)
    const found = await requireOpenHazard(context, id)
    return reviseHazard(context, found, revision, {
      what: 'Scored',
      change: {
        ...scores,
        reviewSince: null,
        reviewedOn: londonDate(context.now),
        reviewedByName: context.actor.name,
      },
    })
  },
})

/** What does not fit together in scores: a severity that its own two answers do not give, or a rise by controls. */
const problemsOfScores = (
  scores: Omit<z.output<typeof scoreHazardInput>, 'id' | 'revision'>,
): Problem[] => {
  const problems: Problem[] = []
  for (const side of ['initial', 'residual'] as const) {
    const answer = scores[`${side}Harm`]
    const given = scores[side]?.severity
    if (answer && given !== undefined && severityOf(answer) !== given)
      problems.push({
        field: `${side}.severity`,
        message:
          'This severity is not the one your two answers give. Change one or leave the answers out.',
      })
  }
  const { initial, residual } = scores
  if (residual && !initial)
    problems.push({ field: 'initial.likelihood', message: 'Score it before its controls too.' })
  if (initial && residual && residual.likelihood > initial.likelihood)
    problems.push({
      field: 'residual.likelihood',
      message: 'Controls do not make a hazard more likely. Look at both likelihoods again.',
    })
  if (initial && residual && residual.severity > initial.severity)
    problems.push({
      field: 'residual.severity',
      message: 'Controls do not make a hazard more severe. Look at both severities again.',
    })
  return problems
}
