import { z } from 'zod'
import { defineEvent } from './event.js'

/** Somebody holds a role in an organisation. */
export const personJoined = defineEvent(
  'person.joined',
  'A person joined an organisation in one or more roles.',
  z.object({ personId: z.string(), organisationId: z.string(), roles: z.array(z.string()) }),
)

/** Somebody was invited and is to be told by mail where mail is set up. */
export const personInvited = defineEvent(
  'person.invited',
  'A person was invited to an organisation.',
  z.object({ invitationId: z.string(), organisationId: z.string() }),
)

/** A leaver's account was closed and their records handed over. */
export const personLeft = defineEvent(
  'person.left',
  'A person left an organisation; what they owned went to somebody else.',
  z.object({
    personId: z.string(),
    organisationId: z.string(),
    handedOverTo: z.string().nullable(),
  }),
)
