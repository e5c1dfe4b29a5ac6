import { z } from 'zod'
import { defineEvent } from './event.js'

/** A requirement was answered and signed. */
export const answerSigned = defineEvent(
  'answer.signed',
  'An answer to a requirement was signed.',
  z.object({
    answerId: z.string(),
    requirementId: z.string(),
    organisationId: z.string(),
    deploymentId: z.string().nullable(),
  }),
)

/** What was signed must be looked at again. */
export const answerToReview = defineEvent(
  'answer.to-review',
  'An answer or document went to review, because what it rests on changed or it expired.',
  z.object({
    answerId: z.string(),
    requirementId: z.string(),
    organisationId: z.string(),
    deploymentId: z.string().nullable(),
    because: z.string(),
  }),
)
