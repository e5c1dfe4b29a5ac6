import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { query } from '#registry/query.js'
import { asDate } from '#ui/words.js'
import { readReviews } from './read-reviews.js'

/** Something of one's own that must be looked at again, as a letter says it. */
export interface ToLookAt {
  name: string
  about: string
  because: string
}

/**
 * What an organisation holds itself that must be looked at again: under review, expired, or for a version
 * that it no longer runs. What is asked no longer is left out.
 */
export const reviewInWords = query({
  name: 'evidence.review-in-words',
  allow: ['system'],
  input: z.object({}),
  async run({ db, now, organisationId }): Promise<ToLookAt[]> {
    const framework = await agreedWayFor(db, organisationId())
    const own = { organisationId: organisationId(), framework, today: londonDate(now) }
    return (await readReviews(db, own))
      .filter(({ kind }) => kind !== 'accepted')
      .map(({ name, about, word, because, kind }) => ({
        name,
        about,
        because:
          word === 'Expired'
            ? `in date until ${asDate(because)}`
            : kind === 'signed'
              ? `under review since ${because}`
              : because,
      }))
  },
})
