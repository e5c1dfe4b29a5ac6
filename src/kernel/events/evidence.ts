import { z } from 'zod'
import { defineEvent } from './event.js'

const answered = {
  answerId: z.string(),
  requirementId: z.string(),
  part: z.string(),
  organisationId: z.string(),
  scope: z.enum(['supplier', 'product_version', 'adopter', 'deployment']),
  subjectId: z.string(),
}

/** A requirement was answered and signed. */
export const answerSigned = defineEvent(
  'answer.signed',
  'An answer to a requirement was signed.',
  z.object(answered),
)

/** What an organisation relies on must be looked at again. */
export const relianceToReview = defineEvent(
  'reliance.to-review',
  'Evidence of another organisation that this one relies on was replaced, withdrawn, put under review or has expired.',
  z.object({
    organisationId: z.string(),
    requirements: z.array(z.string()),
    because: z.string(),
  }),
)

/** An organisation relies on what another signed. */
export const evidenceAccepted = defineEvent(
  'evidence.accepted',
  'An organisation accepted what another organisation signed.',
  z.object({
    acceptanceId: z.string(),
    answerId: z.string(),
    organisationId: z.string(),
    sourceId: z.string(),
  }),
)

/** What was signed must be looked at again. */
export const answerToReview = defineEvent(
  'answer.to-review',
  'An answer or document went to review, because what it rests on changed or it expired.',
  z.object({ ...answered, because: z.string() }),
)
