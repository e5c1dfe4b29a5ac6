import { z } from 'zod'
import { defineEvent } from './event.js'

/** A named person published a public record. */
export const publicRecordPublished = defineEvent(
  'public-record.published',
  'A public record was published by a named person.',
  z.object({ recordId: z.string(), organisationId: z.string(), deploymentId: z.string() }),
)
