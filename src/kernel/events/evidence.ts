import { z } from 'zod'
import { ROLES } from '../roles.js'
import { defineEvent } from './event.js'

const answered = {
  answerId: z.string(),
  requirementId: z.string(),
  part: z.string(),
  organisationId: z.string(),
  scope: z.enum(['supplier', 'product_version', 'adopter', 'deployment']),
  subjectId: z.string(),
}

/** A requirement was answered and signed. */
export const answerSigned = defineEvent(
  'answer.signed',
  'An answer to a requirement was signed.',
  z.object(answered),
)

/** An answer waits for somebody else to sign it. */
export const answerToSign = defineEvent(
  'answer.to-sign',
  'An answer was completed by somebody who may not sign it.',
  z.object({
    organisationId: z.string(),
    scope: answered.scope,
    subjectId: z.string(),
    requirementId: z.string(),
    part: z.string(),
    /** Who may sign it. */
    roles: z.array(z.enum(ROLES)),
  }),
)

/** What an organisation holds must be looked at again. */
export const evidenceToReview = defineEvent(
  'evidence.to-review',
  'Something an organisation signed, or accepted for a version it no longer runs, must be looked at again.',
  z.object({
    organisationId: z.string(),
    requirements: z.array(z.string()),
    because: z.string(),
  }),
)

/** What an organisation relies on must be looked at again. */
export const relianceToReview = defineEvent(
  'reliance.to-review',
  'Evidence of another organisation that this one relies on was replaced, withdrawn, put under review or has expired.',
  z.object({
    organisationId: z.string(),
    requirements: z.array(z.string()),
    because: z.string(),
  }),
)

/** What an organisation relies on or follows is about to end, or has. */
export const evidenceEnding = defineEvent(
  'evidence.ending',
  'Evidence of another organisation that this one relies on or follows ends in 90, 30 or 7 days, or has.',
  z.object({ organisationId: z.string(), requirements: z.array(z.string()) }),
)

/** What an organisation signed itself is about to end; that it has ended is `answer.to-review`. */
export const ownEvidenceEnding = defineEvent(
  'evidence.own-ending',
  'Evidence that this organisation signed itself ends in 90, 30 or 7 days.',
  z.object({ organisationId: z.string(), requirements: z.array(z.string()) }),
)

/** A file that an organisation follows has changed. */
export const followedChanged = defineEvent(
  'followed.changed',
  'Something was signed, or went to review, in a file that this organisation follows.',
  z.object({
    organisationId: z.string(),
    scope: answered.scope,
    subjectId: z.string(),
    requirementId: z.string(),
    because: z.string(),
  }),
)

/** Links that an organisation uses as evidence died, or answer again. */
export const linksChanged = defineEvent(
  'links.changed',
  'Links that an organisation uses as evidence were found dead, or answer again after they were.',
  z.object({
    organisationId: z.string(),
    /** When they were looked at; each of them carries it. */
    at: z.string(),
    dead: z.array(z.string()),
    alive: z.array(z.string()),
  }),
)

/** A document that an organisation keeps was closed. */
export const documentClosed = defineEvent(
  'document.closed',
  'A search of a stored document found that it identifies somebody; it is closed until it is put right.',
  z.object({ organisationId: z.string(), documentId: z.string() }),
)

/** An organisation relies on what another signed. */
export const evidenceAccepted = defineEvent(
  'evidence.accepted',
  'An organisation accepted what another organisation signed.',
  z.object({
    acceptanceId: z.string(),
    answerId: z.string(),
    organisationId: z.string(),
    sourceId: z.string(),
    scope: answered.scope,
    subjectId: z.string(),
  }),
)

/** What was signed must be looked at again. */
export const answerToReview = defineEvent(
  'answer.to-review',
  'An answer or document went to review, because what it rests on changed or it expired.',
  z.object({ ...answered, because: z.string() }),
)
