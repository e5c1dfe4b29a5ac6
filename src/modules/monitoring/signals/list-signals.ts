import { sql } from 'kysely'
import { z } from 'zod'
import { LARGEST_PAGE, PAGE_SIZE } from '#kernel/paging.js'
import { cutPage, seek } from '#registry/keyset.js'
import { query } from '#registry/query.js'
import { requireOwn } from '../deployment-facts.js'
import { OPEN_STATES, SIGNAL_STATES } from './signal-states.js'
import { signalRows, toSignal } from './signal-rows.js'

/** What the list of signals can be narrowed by; `open` are those that still wait for somebody. */
export const listSignalsInput = z.object({
  state: z
    .enum(['open', ...SIGNAL_STATES])
    .or(z.literal(''))
    .optional()
    .transform((value) => value || undefined),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(PAGE_SIZE),
})

/** The signals of one's own deployment, newest first, a page at a time. */
export const listSignals = query({
  name: 'monitoring.list-signals',
  allow: ['signed-in'],
  input: listSignalsInput.extend({ deploymentId: z.string().max(40) }),
  async run({ db, organisationId }, { deploymentId, state, cursor, limit }) {
    await requireOwn(db, deploymentId, organisationId())
    const id = sql.ref('signals.id')
    const page = seek({ value: id, id, descending: true }, cursor)
    let rows = signalRows(db).where('signals.deployment_id', '=', deploymentId).where(page.where)
    if (state) rows = rows.where('signals.state', 'in', state === 'open' ? OPEN_STATES : [state])
    const found = await rows
      .orderBy(page.orderBy)
      .limit(limit + 1)
      .execute()
    return cutPage(found.map(toSignal), limit, cursor, (one) => ({ value: one.id, id: one.id }))
  },
})
