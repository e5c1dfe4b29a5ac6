import {
  subscriber,
  type ClockJob,
  type HandlerContext,
  type Subscriber,
} from '#kernel/declare/background.js'
import { agreedWayChanged } from '#kernel/events/agreed-way.js'
import { deploymentVersionChanged } from '#kernel/events/deployments.js'
import { answerSigned, answerToReview } from '#kernel/events/evidence.js'
import { findExpired, noteExpiry } from './note-expiry.js'
import type { Subject } from './model.js'
import { findEnds, findFollowers, isOfItsSupplier, noteEnds, noteFollowed } from './note-ends.js'
import { findRelying, noteReliance } from './note-reliance.js'
import { reopenEvidence } from './reopen-evidence.js'
import { findAsked, reviewChanged } from './review-changed.js'

const ONCE_A_DAY = 24 * 60

/** What evidence does when something happens elsewhere. */
export const evidenceSubscribers: readonly Subscriber[] = [
  subscriber({
    name: 'evidence.reopen-on-version-change',
    on: deploymentVersionChanged,
    handle: async ({ once }, { deploymentId, organisationId, from, to }) => {
      await once({ id: organisationId, name: '' }).run(reopenEvidence, { deploymentId, from, to })
    },
  }),
  subscriber({
    name: 'evidence.review-changed-requirements',
    on: agreedWayChanged,
    handle: async ({ read, once }, { organisationId, systemId, version, requirements, forms }) => {
      const of = { systemId, requirementIds: [...requirements, ...forms] }
      const moved = organisationId !== undefined
      const change = { requirementIds: requirements, forms, version, moved }
      const asked = moved ? [{ id: organisationId, name: '' }] : await read(findAsked, of)
      for (const organisation of asked) await once(organisation).run(reviewChanged, change)
    },
  }),
  subscriber({
    name: 'evidence.tell-of-replaced',
    on: answerSigned,
    handle: async (context, signed) => {
      const replaced = { answerId: signed.answerId, replaced: true }
      await tellRelying(context, replaced, 'It was signed again.')
      await tellFollowers(context, signed, 'It was signed.')
    },
  }),
  subscriber({
    name: 'evidence.tell-of-review',
    on: answerToReview,
    handle: async (context, { because, ...answer }) => {
      await tellRelying(context, { answerId: answer.answerId, replaced: false }, because)
      await tellFollowers(context, answer, because)
    },
  }),
]

const tellRelying = async (
  { read, once }: HandlerContext,
  of: { answerId: string; replaced: boolean },
  because: string,
): Promise<void> => {
  for (const { organisationId, acceptanceIds } of await read(findRelying, of))
    await once({ id: organisationId, name: '' }).run(noteReliance, { acceptanceIds, because })
}

// Who follows a file follows what its supplier signs; what another customer assessed is not of it.
const tellFollowers = async (
  { read, once }: HandlerContext,
  answer: Subject & { organisationId: string; requirementId: string },
  because: string,
): Promise<void> => {
  const { scope, subjectId, requirementId } = answer
  if (scope !== 'supplier' && scope !== 'product_version') return
  if (!(await read(isOfItsSupplier, answer))) return
  for (const follower of await read(findFollowers, { scope, subjectId })) {
    const changed = { scope, subjectId, requirementId, because }
    await once(follower).run(noteFollowed, changed)
  }
}

/** What evidence does by the clock. */
export const evidenceJobs: readonly ClockJob[] = [
  {
    name: 'evidence.note-expiry',
    everyMinutes: ONCE_A_DAY,
    run: async ({ read, as }) => {
      for (const organisation of await read(findExpired, {})) {
        await as(organisation).run(noteExpiry, {})
      }
    },
  },
  {
    name: 'evidence.note-ends',
    everyMinutes: ONCE_A_DAY,
    run: async ({ read, as }) => {
      for (const organisation of await read(findEnds, {})) {
        await as(organisation).run(noteEnds, {})
      }
    },
  },
]
