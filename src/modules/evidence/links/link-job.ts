import type { ClockJob } from '#kernel/declare/background.js'
import { checkLink } from './check-link.js'
import { findLinksToCheck, findOrganisationsWithLinks, noteLinks } from './note-links.js'

/** Looks at links by the clock, one after the other and at most 200 an hour. */
export const linkJob: ClockJob = {
  name: 'evidence.check-links',
  everyMinutes: 60,
  run: async ({ read, as }) => {
    for (const organisation of await read(findOrganisationsWithLinks, {})) {
      const doors = as(organisation)
      const found = []
      for (const { id, address } of await doors.read(findLinksToCheck, {}))
        found.push({ documentId: id, ...(await checkLink(address ?? '')) })
      await doors.run(noteLinks, { found })
    }
  },
}
