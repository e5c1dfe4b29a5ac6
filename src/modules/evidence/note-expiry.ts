import { z } from 'zod'
import { evidenceToReview } from '#kernel/events/evidence.js'
import { londonDate } from '#kernel/time.js'
import { command } from '#registry/command.js'
import { query } from '#registry/query.js'
import { asDate } from '#ui/words.js'
import { toReview } from './to-review.js'
import { markExpiryNoted, readOrganisationsToTell } from './signed-store.js'
import { auditSubject } from './subject.js'

/**
 * Tells of signed answers whose last day in date has passed, once each. That they have expired follows
 * from their dates and needs no job.
 */
export const noteExpiry = command({
  name: 'evidence.note-expiry',
  allow: ['system'],
  input: z.object({}),
  async run({ tx, now, organisationId }) {
    const expired = await markExpiryNoted(tx, organisationId(), londonDate(now), now)
    const [first, ...rest] = expired.map((one) => ({
      subject: auditSubject(one),
      after: { requirement: one.requirementId, expiredAfter: one.inDateUntil },
    }))
    return {
      result: { expired: expired.length },
      audit: first ? [first, ...rest] : 'nothing-changed',
      events: [
        ...expired.map((one) =>
          toReview(one, `It was in date until ${asDate(one.inDateUntil ?? '')}.`),
        ),
        ...(first
          ? [
              evidenceToReview({
                organisationId: organisationId(),
                requirements: [...new Set(expired.map((one) => one.requirementId))],
                because: 'Its last day in date has passed.',
              }),
            ]
          : []),
      ],
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
