import type { DeploymentFacts } from '#modules/framework/index.js'

/** The facts that have an answer; one that has none is left out, so that it is never read as no. */
export const answeredFacts = (facts: Readonly<Record<string, unknown>>): DeploymentFacts =>
  Object.fromEntries(
    Object.entries(facts).filter(([, value]) => typeof value === 'boolean' || value),
  ) as DeploymentFacts
