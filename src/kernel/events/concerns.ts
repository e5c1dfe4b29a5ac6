import { z } from 'zod'
import { ROLES } from '../roles.js'
import { defineEvent } from './event.js'

/** Somebody, or a signal by its plan's rule, says that something may be wrong. */
export const concernRaised = defineEvent(
  'concern.raised',
  'A concern was raised: reported, not established.',
  z.object({
    concernId: z.string(),
    organisationId: z.string(),
    deploymentId: z.string().nullable(),
    origin: z.enum(['staff', 'public', 'signal']),
  }),
)

/** A clinical safety officer judged a concern. */
export const concernTriaged = defineEvent(
  'concern.triaged',
  'A concern was triaged.',
  z.object({
    concernId: z.string(),
    organisationId: z.string(),
    deploymentId: z.string().nullable(),
    severity: z.string(),
    alertId: z.string().nullable(),
  }),
)

/** Everyone who runs the affected version, and its supplier, is told. */
export const alertIssued = defineEvent(
  'alert.issued',
  'An alert was issued to every organisation that runs the affected version and to its supplier.',
  z.object({
    alertId: z.string(),
    organisationId: z.string(),
    versionId: z.string(),
    notice: z.enum(['alert', 'stop', 'cease']),
  }),
)

/** What a letter is about. */
export const LETTER_PURPOSES = [
  'alert',
  'alert-reminder',
  'concern',
  'hazards',
  'evidence',
  'evidence-review',
  'evidence-ending',
  'links',
  'closed-document',
  'signature',
  'gates-changed',
  'to-sign',
  'signals',
  'confirmation',
  'second-signature',
  'deputy',
  'role-offered',
  'role-confirmed',
  'charter-breach',
  'collaboration-invitation',
  'collaboration-ended',
] as const

/** Some organisations are to be written to; a few to an event, so that a job is short and many run beside each other. */
export const lettersDue = defineEvent(
  'letters.due',
  'Some organisations are to be written to about an alert, a concern, hazards, evidence, a collaboration, or something that waits for them.',
  z.object({
    purpose: z.enum(LETTER_PURPOSES),
    aboutId: z.string(),
    to: z.array(
      z.object({
        organisationId: z.string(),
        organisationName: z.string(),
        part: z.enum(['runs-it', 'supplier', 'watches', 'own', 'answers', 'signs', 'party']),
        /** Only people in these of their roles, where the part is held in several. */
        roles: z.array(z.enum(ROLES)).optional(),
        /** Only this person. */
        personId: z.string().optional(),
      }),
    ),
  }),
)

/** An organisation acknowledged an alert or said whether action is required. */
export const alertAnswered = defineEvent(
  'alert.answered',
  'An organisation acknowledged an alert, or said whether action is required or complete.',
  z.object({ alertId: z.string(), organisationId: z.string(), answer: z.string() }),
)
