import { z } from 'zod'
import { defineEvent } from './event.js'

const about = { deploymentId: z.string(), organisationId: z.string(), gate: z.string() }

/** A decision was recorded at a gate. */
export const gateDecided = defineEvent(
  'gate.decided',
  'A decision was recorded at a gate.',
  z.object({ ...about, decisionId: z.string(), decision: z.string(), passed: z.boolean() }),
)

/** Somebody signed before the decision at a gate. */
export const gateSigned = defineEvent(
  'gate.signed',
  'A step before the decision at a gate was signed.',
  z.object({ ...about, step: z.string(), signatureId: z.string() }),
)

/** The agreed way asks for something else at gates that a running deployment stands before. */
export const gatesChanged = defineEvent(
  'gates.changed',
  'A change of the agreed way asks for something else at a gate that a running deployment stands before.',
  z.object({
    deploymentId: z.string(),
    organisationId: z.string(),
    ownerId: z.string(),
    gates: z.array(z.string()),
    version: z.string(),
  }),
)

/** A dated, named permission to pass a gate. */
export const exceptionGranted = defineEvent(
  'exception.granted',
  'An exception to a requirement was granted until a date.',
  z.object({ ...about, exceptionId: z.string(), requirementId: z.string(), until: z.string() }),
)
