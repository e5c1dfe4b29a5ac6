import { subscriber, type ClockJob, type Subscriber } from '#kernel/declare/background.js'
import { membershipChanged } from '#kernel/events/organisations.js'
import { findMoved, noteFollowedSystem } from './note-followed-system.js'

/** What the agreed way does when something happens elsewhere. */
export const agreedWaySubscribers: readonly Subscriber[] = [
  subscriber({
    name: 'agreed-way.note-followed-system',
    on: membershipChanged,
    handle: async ({ read, once }, { organisationId }) => {
      for (const organisation of await read(findMoved, { organisationId }))
        await once(organisation).run(noteFollowedSystem, {})
    },
  }),
]

const AN_HOUR = 60

/** What it does by the clock: a membership may begin or end on a day that nobody does anything. */
export const agreedWayJobs: readonly ClockJob[] = [
  {
    name: 'agreed-way.note-followed-systems',
    everyMinutes: AN_HOUR,
    run: async ({ read, as }) => {
      for (const organisation of await read(findMoved, { organisationId: null }))
        await as(organisation).run(noteFollowedSystem, {})
    },
  },
]
