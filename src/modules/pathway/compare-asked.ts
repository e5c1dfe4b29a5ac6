import {
  compareFrameworks,
  evaluateApplies,
  type DeploymentFacts,
  type Framework,
  type Requirement,
} from '#modules/framework/index.js'

/** What another agreed way asks of one deployment that the present one does not, and the other way round. */
export interface AskedDifference {
  readonly added: readonly Requirement[]
  readonly dropped: readonly Requirement[]
  /** Asked by both, with other words or rules. */
  readonly changed: readonly Requirement[]
}

/**
 * What a change adds to, drops from and changes in what is asked of a deployment with these facts. A
 * requirement whose rule came to hold is added, whatever else changed in it. Pure.
 */
export const compareAsked = (
  before: Framework,
  after: Framework,
  facts: DeploymentFacts,
): AskedDifference => {
  const asks = (one: Requirement) => evaluateApplies(one.applies, facts).applies
  const earlier = before.requirements.filter(asks)
  const later = after.requirements.filter(asks)
  return {
    added: later.filter((one) => !among(earlier, one)),
    dropped: earlier.filter((one) => !among(later, one)),
    changed: compareFrameworks(before, after)
      .changed.map((one) => one.after)
      .filter((one) => among(earlier, one) && among(later, one)),
  }
}

const among = (list: readonly Requirement[], { id }: Requirement): boolean =>
  list.some((one) => one.id === id)
