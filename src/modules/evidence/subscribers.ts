import { subscriber, type ClockJob, type Subscriber } from '#kernel/describe.js'
import { deploymentVersionChanged } from '#kernel/events/deployments.js'
import { findExpired, noteExpiry } from './note-expiry.js'
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
]

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
