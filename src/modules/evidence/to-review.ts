import { answerToReview } from '#kernel/events/evidence.js'
import type { SignedAnswer } from './model.js'

/** The event that what was signed must be looked at again, and why. */
export const toReview = (
  { id, organisationId, scope, subjectId, requirementId, part }: SignedAnswer,
  because: string,
) =>
  answerToReview({ answerId: id, organisationId, scope, subjectId, requirementId, part, because })
