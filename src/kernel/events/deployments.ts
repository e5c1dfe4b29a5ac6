import { z } from 'zod'
import { defineEvent } from './event.js'

const about = { deploymentId: z.string(), organisationId: z.string() }

/** A deployment stands in the register. */
export const deploymentRegistered = defineEvent(
  'deployment.registered',
  'A deployment was registered, from an opportunity or at the stage it is really at.',
  z.object({ ...about, stage: z.string(), inUseBeforeAssessment: z.boolean() }),
)

/** What requirements and rules depend on is answered differently from now on. */
export const deploymentFactsChanged = defineEvent(
  'deployment.facts-changed',
  'The facts of a deployment were answered differently.',
  z.object(about),
)

/** A deployment is at another stage. */
export const stageChanged = defineEvent(
  'deployment.stage-changed',
  'A deployment moved to another stage.',
  z.object({ ...about, from: z.string(), to: z.string(), gate: z.string() }),
)

/** Another version runs from now on; what was accepted for the old one goes to review. */
export const deploymentVersionChanged = defineEvent(
  'deployment.version-changed',
  'A deployment runs another version or configuration.',
  z.object({ ...about, from: z.string().nullable(), to: z.string().nullable() }),
)

/** A live tool is stopped for now, or goes on. */
export const deploymentPaused = defineEvent(
  'deployment.paused',
  'A deployment was paused.',
  z.object({ ...about, reason: z.string() }),
)

/** Somebody called an emergency stop; Wardround switches nothing off. */
export const stopCalled = defineEvent(
  'stop.called',
  'An emergency stop was called; it is not yet confirmed off.',
  z.object({ ...about, stopId: z.string(), versionId: z.string().nullable() }),
)

/** A named person entered when it went off. */
export const stopConfirmed = defineEvent(
  'stop.confirmed',
  'A named person entered when a stopped deployment went off.',
  z.object({ ...about, stopId: z.string(), wentOffAt: z.string() }),
)

/** The use ended, with reasons and a checklist. */
export const deploymentCeased = defineEvent(
  'deployment.ceased',
  'A deployment ceased.',
  z.object({
    ...about,
    versionId: z.string().nullable(),
    reasons: z.array(z.string()),
    sentence: z.string(),
  }),
)
