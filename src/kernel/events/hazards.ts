import { z } from 'zod'
import { defineEvent } from './event.js'

/** A log states something new to those who build on it: a supplier's users, or the organisations of a group. */
export const hazardStated = defineEvent(
  'hazard.stated',
  'A supplier or a group stated, changed or withdrew hazards that others build on.',
  z.object({
    logId: z.string(),
    organisationId: z.string(),
    versionId: z.string().nullable(),
    deploymentId: z.string().nullable(),
  }),
)

/** Hazards of a deployment arrived or went to review; somebody has to look at them again. */
export const hazardsToReview = defineEvent(
  'hazards.to-review',
  'Hazards of a deployment arrived or went to review, because what they rest on changed.',
  z.object({
    deploymentId: z.string(),
    organisationId: z.string(),
    hazards: z.number(),
    because: z.string(),
  }),
)
