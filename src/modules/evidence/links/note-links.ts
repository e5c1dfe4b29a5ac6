import { z } from 'zod'
import { linksChanged } from '#kernel/events/evidence.js'
import type { AuditEntry } from '#registry/command.js'
import { command } from '#registry/command.js'
import { query } from '#registry/query.js'
import { requireDocument } from '../document-store.js'
import { LINK_OUTCOMES } from './link-outcomes.js'
import { putLinkCheck, readLinksToCheck, readOrganisationsWithLinks } from './link-store.js'

const DAY_MS = 24 * 60 * 60 * 1000
const EVERY_MS = 7 * DAY_MS
const MOST_ORGANISATIONS = 10
const MOST_LINKS = 20

/** Organisations whose links are to be looked at again: each link once a week. */
export const findOrganisationsWithLinks = query({
  name: 'evidence.find-organisations-with-links',
  allow: ['system'],
  input: z.object({}),
  run: ({ db, now }) => readOrganisationsWithLinks(db, aWeekBefore(now), MOST_ORGANISATIONS),
})

/** The links of an organisation to look at now, at most 20. */
export const findLinksToCheck = query({
  name: 'evidence.find-links-to-check',
  allow: ['system'],
  input: z.object({}),
  run: ({ db, now, organisationId }) =>
    readLinksToCheck(db, organisationId(), aWeekBefore(now), MOST_LINKS),
})

/**
 * Notes what was found at links; the history says it where that is something else than before. That a link
 * died, or lives again, is told once.
 */
export const noteLinks = command({
  name: 'evidence.note-links',
  allow: ['system'],
  input: z.object({
    found: z
      .array(
        z.object({
          documentId: z.string().max(60),
          outcome: z.enum(LINK_OUTCOMES),
          status: z.number().int().min(100).max(599).nullable(),
        }),
      )
      .max(MOST_LINKS),
  }),
  async run({ tx, now, organisationId }, { found }) {
    const changed: AuditEntry[] = []
    const ids: Record<'dead' | 'alive', string[]> = { dead: [], alive: [] }
    for (const { documentId, ...link } of found) {
      const { id, title, scope, subjectId } = await requireDocument(tx, documentId)
      const told = { organisationId: organisationId(), at: now }
      const put = await putLinkCheck(tx, id, link, told)
      if (put.became !== null) ids[put.became].push(id)
      if (put.changed || put.became !== null)
        changed.push({
          subject:
            scope === 'deployment'
              ? { kind: 'deployment', id: subjectId }
              : { kind: 'document', id },
          after: {
            link: title,
            found: link.outcome,
            ...(put.became === null ? {} : { became: put.became }),
          },
        })
    }
    const [first, ...rest] = changed
    return {
      result: { changed: changed.length },
      audit: first ? [first, ...rest] : 'nothing-changed',
      events:
        ids.dead.length + ids.alive.length === 0
          ? []
          : [linksChanged({ organisationId: organisationId(), at: now.toISOString(), ...ids })],
    }
  },
})

const aWeekBefore = (now: Date): Date => new Date(now.getTime() - EVERY_MS)
