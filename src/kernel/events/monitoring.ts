import { z } from 'zod'
import { defineEvent } from './event.js'

/** A rule fired on stored points. */
export const signalRaised = defineEvent(
  'signal.raised',
  'A rule fired on stored points; a task opens for its owner.',
  z.object({
    signalId: z.string(),
    deploymentId: z.string(),
    organisationId: z.string(),
    versionId: z.string().nullable(),
    measure: z.string(),
    way: z.enum(['wrong', 'right', 'changed', 'missing']),
    /** True when the plan's rule for becoming a concern is met. */
    becomesConcern: z.boolean(),
    sentence: z.string(),
    ownerId: z.string().nullable(),
  }),
)

/** Somebody else looks at a signal from now on. */
export const signalHandedOver = defineEvent(
  'signal.handed-over',
  'Somebody else of the organisation owns an open signal.',
  z.object({ signalId: z.string(), organisationId: z.string(), ownerId: z.string() }),
)

/** A window's figures were stored or replaced. */
export const windowClosed = defineEvent(
  'window.closed',
  'The figures of a window were stored.',
  z.object({
    deploymentId: z.string(),
    organisationId: z.string(),
    from: z.string(),
    to: z.string(),
  }),
)
