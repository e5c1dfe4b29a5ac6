import type { Actor } from '#kernel/actor.js'
import { NotAllowed } from '#kernel/errors.js'
import { DEPLOYMENT_STAGES, type DeploymentStage, type StageChange } from './model.js'

/** How a stage before the current one was left. */
export type StageStanding = 'passed' | 'not-passed-here' | 'current' | 'to-come' | 'stopped'

/** Where each stage stands, from the moves; a stage that was skipped or left without its gate was not passed here. */
export const standings = (
  stage: DeploymentStage,
  changes: readonly Pick<StageChange, 'from' | 'to' | 'gate'>[],
): { stage: DeploymentStage; standing: StageStanding; since: number | null }[] => {
  const reached = lastStage(stage, changes)
  const place = DEPLOYMENT_STAGES.indexOf(reached)
  return DEPLOYMENT_STAGES.filter((one) => one !== 'cease').map((one, index) => {
    if (index > place) return { stage: one, standing: 'to-come', since: null }
    if (index === place) {
      return { stage: one, standing: stage === 'cease' ? 'stopped' : 'current', since: null }
    }
    const left = changes.filter(
      (change) => change.gate === 'passed' && change.from === one && isAfter(change.to, one),
    )
    return { stage: one, standing: left.length > 0 ? 'passed' : 'not-passed-here', since: null }
  })
}

/** Whether the first stage was entered by its gate, or registered without it. */
export const wasOpenedByGate = (changes: readonly Pick<StageChange, 'from' | 'gate'>[]): boolean =>
  changes.some((change) => change.from === null && change.gate === 'passed')

const lastStage = (
  stage: DeploymentStage,
  changes: readonly Pick<StageChange, 'from' | 'to'>[],
): DeploymentStage =>
  stage === 'cease'
    ? (changes.findLast((change) => change.to === 'cease')?.from ?? 'assess')
    : stage

const isAfter = (later: DeploymentStage, earlier: DeploymentStage): boolean =>
  DEPLOYMENT_STAGES.indexOf(later) > DEPLOYMENT_STAGES.indexOf(earlier)

/** Throws NotAllowed unless the deployment is of the actor's organisation. */
export const checkOwn = (deployment: { organisationId: string }, actor: Actor): void => {
  if (deployment.organisationId === actor.organisationId) return
  throw new NotAllowed('This deployment belongs to another organisation; only it may change it.')
}
