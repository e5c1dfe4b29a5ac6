import { expressionsOf } from './check-requirement.js'
import type { DeploymentFacts, Expression, FactDefinition, FactId, Requirement } from './model.js'

const MOST_CASES = 20_000

/** The facts that the rules of a requirement use, each once. Pure. */
export const factsOf = (requirement: Requirement): FactId[] => [
  ...new Set(expressionsOf(requirement).flatMap(factsIn)),
]

const factsIn = (expression: Expression): FactId[] => {
  if (expression === 'always') return []
  if ('fact' in expression) return [expression.fact]
  if ('not' in expression) return factsIn(expression.not)
  return ('all' in expression ? expression.all : expression.any).flatMap(factsIn)
}

/** Every case of some facts, each value and not answered; null where they are more than 20,000. Pure. */
export const everyCase = (
  ids: readonly FactId[],
  definitions: readonly FactDefinition[],
): DeploymentFacts[] | null => {
  let cases: DeploymentFacts[] = [{}]
  for (const id of new Set(ids)) {
    const values = [null, ...valuesOf(definitions.find((one) => one.id === id))]
    if (cases.length * values.length > MOST_CASES) return null
    cases = cases.flatMap((one) => values.map((value) => ({ ...one, [id]: value })))
  }
  return cases
}

const valuesOf = (definition: FactDefinition | undefined): readonly (boolean | string)[] => {
  if (definition === undefined) return []
  return definition.kind === 'yes-no' ? [true, false] : definition.choices.map(({ id }) => id)
}
