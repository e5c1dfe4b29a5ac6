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
