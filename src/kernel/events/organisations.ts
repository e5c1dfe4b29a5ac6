import { z } from 'zod'
import { defineEvent } from './event.js'

/** An organisation that ended has a successor, whose administrator said so. */
export const successionConfirmed = defineEvent(
  'succession.confirmed',
  "The successor of an organisation that ended confirmed it: the successor's administrators look after its records.",
  z.object({
    predecessorId: z.string(),
    predecessorName: z.string(),
    successorId: z.string(),
    successorName: z.string(),
  }),
)

/** When an organisation belongs to which system was said otherwise. */
export const membershipChanged = defineEvent(
  'membership.changed',
  'An organisation joins or leaves a system, from a day that is over, today or still to come.',
  z.object({ organisationId: z.string() }),
)
