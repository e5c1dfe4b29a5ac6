import { z } from 'zod'
import { londonDate } from '#kernel/time.js'
import { query } from '#registry/query.js'
import { openSignalsOf, openSignalsByOwner } from './owned-signals.js'

const PAGE = 25

/**
 * The open signals of the organisation: how many each owner has and how many are overdue, and a page
 * of them, those of one owner or of all, soonest due first.
 */
export const showOwnedSignals = query({
  name: 'monitoring.show-owned-signals',
  allow: ['signed-in'],
  input: z.object({
    owner: z.string().max(40).default(''),
    page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
  }),
  run: async ({ db, organisationId, now }, { owner, page }) => {
    const rows = await openSignalsOf(db, organisationId(), {
      owner,
      skip: (page - 1) * PAGE,
      take: PAGE + 1,
    })
    return {
      owners: await openSignalsByOwner(db, organisationId(), londonDate(now)),
      owner,
      page,
      signals: rows.slice(0, PAGE),
      more: rows.length > PAGE,
    }
  },
})
