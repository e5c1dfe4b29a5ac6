import { subscriber, type Subscriber } from '#kernel/declare/background.js'
import { agreedWayChanged } from '#kernel/events/agreed-way.js'
import { findBeforeGates, noteChangedGates } from './note-changed-gates.js'

/** What the pathway does when something happens elsewhere. */
export const pathwaySubscribers: readonly Subscriber[] = [
  subscriber({
    name: 'pathway.note-changed-gates',
    on: agreedWayChanged,
    async handle({ read, once }, { organisationId, systemId, version, gates, proposalId }) {
      if (gates.length === 0) return
      const touched =
        organisationId === undefined
          ? await read(findBeforeGates, { systemId })
          : [{ id: organisationId, name: '' }]
      for (const one of touched)
        await once(one).run(noteChangedGates, { gates, version, proposalId })
    },
  }),
]
