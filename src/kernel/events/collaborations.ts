import { z } from 'zod'
import { defineEvent } from './event.js'

const about = { collaborationId: z.string(), organisationId: z.string() }

/** An agreement stands in the register. */
export const collaborationSetUp = defineEvent(
  'collaboration.set-up',
  'An NHS body set up a collaboration.',
  z.object({ ...about, underCharter: z.boolean() }),
)

/** An organisation was asked; its administrator agrees or declines. */
export const collaborationPartyInvited = defineEvent(
  'collaboration.party-invited',
  'An organisation was asked to be a party of a collaboration.',
  z.object({ ...about, partyId: z.string() }),
)

/** The administrator of an organisation that was asked answered. */
export const collaborationPartyAnswered = defineEvent(
  'collaboration.party-answered',
  'An organisation agreed to be a party of a collaboration, or declined.',
  z.object({ ...about, agreed: z.boolean() }),
)

/** A party is one no more; what it brought left with it. */
export const collaborationPartyLeft = defineEvent(
  'collaboration.party-left',
  'A party left a collaboration, or was taken out.',
  z.object(about),
)

/** Somebody signed for a party. */
export const collaborationSigned = defineEvent(
  'collaboration.signed',
  'A party signed a collaboration.',
  z.object(about),
)

/** What belonged to it belongs to it no more; the ordinary pathway applies. */
export const collaborationEnded = defineEvent(
  'collaboration.ended',
  'A collaboration ended.',
  z.object(about),
)

const entry = { ...about, entryId: z.string() }

/** A deployment or an opportunity belongs to a collaboration. */
export const collaborationEntered = defineEvent(
  'collaboration.entered',
  'A deployment or an opportunity came to belong to a collaboration.',
  z.object({
    ...entry,
    deploymentId: z.string().nullable(),
    opportunityId: z.string().nullable(),
  }),
)

/** A deployment or an opportunity was taken out of its collaboration. */
export const collaborationEntryLeft = defineEvent(
  'collaboration.entry-left',
  'A deployment or an opportunity was taken out of a collaboration.',
  z.object(entry),
)

/** A test fails on something that runs under a charter: its gates are shut, and the parties are told. */
export const charterBreached = defineEvent(
  'charter.breached',
  'A charter test of something under a charter fails.',
  z.object({ ...entry, breachId: z.string(), test: z.enum(['C1', 'C2', 'C3', 'C4']) }),
)
