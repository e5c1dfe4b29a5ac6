import type { DeploymentFacts, Framework } from './model.js'

type Values = Readonly<Record<string, unknown>>

/**
 * The facts of a deployment with those that follow from its answers. `valuesOf` gives the answers to a
 * requirement, by field; a fact whose answer is not given stays not answered.
 */
export const withDerivedFacts = (
  framework: Pick<Framework, 'facts'>,
  facts: DeploymentFacts,
  valuesOf: (requirementId: string) => Values | undefined,
): DeploymentFacts => {
  const derived = framework.facts.flatMap(({ id, from }) => {
    const value = from && valuesOf(from.requirement)?.[from.field]
    return typeof value === 'string' || typeof value === 'boolean' ? [[id, value] as const] : []
  })
  return { ...facts, ...Object.fromEntries(derived) }
}
