import { NotFound } from '#kernel/errors.js'
import { evaluateApplies } from './applies.js'
import type {
  DeploymentFacts,
  ExceptionRule,
  Framework,
  Gate,
  Requirement,
  StageId,
} from './model.js'

/** The requirement with this id. Throws NotFound. */
export const requireRequirement = (framework: Framework, id: string): Requirement => {
  const found = framework.requirements.find((one) => one.id === id)
  if (!found) throw new NotFound('The agreed way has no such requirement.')
  return found
}

/** The gate with this id. Throws NotFound. */
export const requireGate = (framework: Framework, id: string): Gate => {
  const found = framework.gates.find((one) => one.id === id)
  if (!found) throw new NotFound('The agreed way has no such gate.')
  return found
}

/** The name of a stage on the screen. */
export const stageName = (framework: Framework, id: StageId): string =>
  framework.stages.find((one) => one.id === id)?.name ?? id

/** The rule that says who may make an exception to a requirement of a deployment with these facts. */
export const exceptionRuleFor = (
  requirement: Requirement,
  facts: DeploymentFacts,
): ExceptionRule | undefined =>
  requirement.mayExcept.find(({ when }) => when === null || evaluateApplies(when, facts).applies)
