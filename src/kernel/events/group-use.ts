import { z } from 'zod'
import { defineEvent } from './event.js'

/** A member is asked to confirm what a group did, or a second person to sign after it. */
export const confirmationAsked = defineEvent(
  'confirmation.asked',
  'Organisations that a group’s deployment covers are asked to confirm what it stated, or somebody is asked to sign second.',
  z.object({
    deploymentId: z.string(),
    /** The statement, or the confirmation that is signed second. */
    aboutId: z.string(),
    /** Who is asked: the members that are covered, or who signs second. */
    asks: z.enum(['members', 'second-at-member', 'second-at-group']),
    organisationIds: z.array(z.string()),
  }),
)
