import { z } from 'zod'
import { defineEvent } from './event.js'

/** Those who follow it are assessed against something else from now on. */
export const agreedWayChanged = defineEvent(
  'agreed-way.changed',
  'A system adopted a change, a release brought a new version for those who belong to no system, or an organisation joined or left a system, and some requirements or gates ask for something else.',
  z.object({
    /** Null for those who belong to no system. */
    systemId: z.string().nullable(),
    /** The one organisation that it is true of, where it joined or left a system; else all of the system. */
    organisationId: z.string().optional(),
    proposalId: z.string().nullable(),
    version: z.string(),
    /** What is asked, who signs it or how long it lasts differs. */
    requirements: z.array(z.string()),
    /** Only the guided form of these differs, or the system's own words for them. */
    forms: z.array(z.string()),
    /** Gates at which something else is looked at, signed or decided. */
    gates: z.array(z.string()).default([]),
  }),
)
