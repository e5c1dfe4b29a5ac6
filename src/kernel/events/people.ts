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

/** Somebody is asked to stand in for a colleague. */
export const deputyNamed = defineEvent(
  'deputy.named',
  'Somebody named a colleague to stand in for them in a role.',
  z.object({ deputyId: z.string(), organisationId: z.string(), personId: z.string() }),
)

/** An organisation is asked to let somebody of another hold a role. */
export const roleOffered = defineEvent(
  'role.offered',
  'An organisation offered another that one of its people holds a role there.',
  z.object({ offerId: z.string(), organisationId: z.string(), hostId: z.string() }),
)

/** Somebody holds a role at another organisation. */
export const roleConfirmed = defineEvent(
  'role.confirmed',
  'The host confirmed that somebody of another organisation holds a role there.',
  z.object({
    offerId: z.string(),
    organisationId: z.string(),
    providerId: z.string(),
    personId: z.string(),
  }),
)
