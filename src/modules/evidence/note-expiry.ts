import { z } from 'zod'
import { answerToReview } from '#kernel/events/evidence.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { query } from '#registry/query.js'
import { markExpiryNoted, readOrganisationsToTell } from './store.js'

/**
 * Tells of signed answers whose last day in date has passed, once each. That they have expired follows
 * from their dates and needs no job.
 */
export const noteExpiry = command({
  name: 'evidence.note-expiry',
  allow: ['system'],
  input: z.object({}),
  async run({ tx, now }) {
    const expired = await markExpiryNoted(tx, londonDate(now), now)
    const [first, ...rest] = expired.map((one) => ({
      subject: { kind: 'deployment', id: one.deployment_id },
      after: { requirement: one.requirement_id, expiredAfter: one.in_date_until },
    }))
    return {
      result: { expired: expired.length },
      audit: first ? [first, ...rest] : 'nothing-changed',
      events: expired.map((one) =>
        answerToReview({
          answerId: one.id,
          requirementId: one.requirement_id,
          organisationId: one.organisation_id,
          deploymentId: one.deployment_id,
          because: `It was in date until ${one.in_date_until ?? ''}.`,
        }),
      ),
    }
  },
})

/** The organisations in which something has expired and nobody was told yet. */
export const findExpired = query({
  name: 'evidence.find-expired',
  allow: ['system'],
  input: z.object({}),
  run: ({ db }) => readOrganisationsToTell(db),
})
