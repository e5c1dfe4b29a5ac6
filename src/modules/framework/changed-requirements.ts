import { detailDigest } from './detail-digest.js'
import type { Framework, Requirement } from './model.js'
import { askedId, askedOf } from './parts.js'
import { requirementDigest } from './requirement-digest.js'

/** Requirements that ask for something else in one version than in another. */
export interface ChangedRequirements {
  /** What is asked, who signs it or how long it lasts differs. */
  readonly asked: readonly string[]
  /** The guided form that asks it in detail differs, or the system's own words for it, and nothing else. */
  readonly form: readonly string[]
}

/**
 * The requirements of both versions whose change makes what was signed before one to be looked at again,
 * by id. One that is new or gone is not among them: nothing was signed for the first, and nobody asks for
 * the second. Pure.
 */
export const changedRequirements = (before: Framework, after: Framework): ChangedRequirements => {
  const asked: string[] = []
  const form: string[] = []
  for (const one of before.requirements) {
    const other = after.requirements.find(({ id }) => id === one.id)
    if (!other) continue
    if (material(one) !== material(other)) asked.push(one.id)
    else if (detailDigest(before, one) !== detailDigest(after, other)) form.push(one.id)
  }
  return { asked, form }
}

const material = (requirement: Requirement): string =>
  JSON.stringify(
    [{ part: '', requirement }, ...askedOf(requirement)].map((asked) => [
      askedId(asked),
      requirementDigest(asked.requirement),
      asked.requirement.signedBy,
      asked.requirement.renewal,
    ]),
  )
