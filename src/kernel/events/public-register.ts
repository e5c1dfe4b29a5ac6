import { z } from 'zod'
import { defineEvent } from './event.js'

const about = { recordId: z.string(), organisationId: z.string(), deploymentId: z.string() }

/** A named person published a public record. */
export const publicRecordPublished = defineEvent(
  'public-record.published',
  'A public record was published by a named person.',
  z.object(about),
)

/** A public record was taken down. */
export const publicRecordRetracted = defineEvent(
  'public-record.retracted',
  'A public record was taken down.',
  z.object(about),
)
