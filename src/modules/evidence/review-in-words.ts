import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import { query } from '#registry/query.js'
import { readLeftBehind } from './left-behind-store.js'
import { findAskedRequirement } from './subject.js'
import { readEnding } from './waiting-store.js'

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
    const today = londonDate(now)
    const ended = (await readEnding(db, organisationId(), today)).filter(
      ({ reviewSince, inDateUntil }) =>
        reviewSince !== null || (inDateUntil !== null && inDateUntil < today),
    )
    const behind = await readLeftBehind(db, organisationId())
    const named = <One extends { requirementId: string; part: string }>(one: One) => {
      const requirement = findAskedRequirement(framework, one)
      return requirement ? [{ name: requirement.name, one }] : []
    }
    return [
      ...ended.flatMap(named).map(({ name, one }) => ({
        name,
        about: one.about,
        because:
          one.reviewSince === null
            ? `in date until ${one.inDateUntil ?? ''}`
            : `under review since ${one.reviewSince}`,
      })),
      ...behind.flatMap(named).map(({ name, one }) => ({
        name,
        about: one.about,
        because: `${one.sourceName === null ? 'signed' : `accepted from ${one.sourceName}`} for version ${one.earlier}`,
      })),
    ]
  },
})
