import {
  subscriber,
  type ClockJob,
  type HandlerContext,
  type Subscriber,
} from '#kernel/describe.js'
import { deploymentVersionChanged } from '#kernel/events/deployments.js'
import { answerSigned, answerToReview } from '#kernel/events/evidence.js'
import { findExpired, noteExpiry } from './note-expiry.js'
import { findRelying, noteReliance } from './note-reliance.js'
import { reopenEvidence } from './reopen-evidence.js'

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
    name: 'evidence.tell-of-replaced',
    on: answerSigned,
    handle: (context, { answerId }) =>
      tellRelying(context, { answerId, replaced: true }, 'It was signed again.'),
  }),
  subscriber({
    name: 'evidence.tell-of-review',
    on: answerToReview,
    handle: (context, { answerId, because }) =>
      tellRelying(context, { answerId, replaced: false }, because),
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
]
