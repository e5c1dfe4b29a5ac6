import { z } from 'zod'
import { subscriber, type Subscriber } from '#kernel/declare/background.js'
import { personLeft } from '#kernel/events/people.js'
import type { OwnedRecord } from '#modules/people/index.js'
import { command, type AuditEntry } from '#registry/command.js'
import { query } from '#registry/query.js'

const person = z.string().max(60)
const UNFINISHED = ['open', 'parked']

/** The opportunities a person owns here that are open or parked. */
export const ownedOpportunities = query({
  name: 'opportunities.owned-opportunities',
  allow: ['administrator', 'auditor', 'system'],
  input: z.object({ personId: person }),
  async run({ db, organisationId }, { personId }): Promise<OwnedRecord[]> {
    const rows = await db
      .selectFrom('opportunities')
      .select(['id', 'title'])
      .where('organisation_id', '=', organisationId())
      .where('owner_id', '=', personId)
      .where('state', 'in', UNFINISHED)
      .orderBy('id')
      .execute()
    return rows.map(({ id, title }) => ({
      kind: 'Opportunity',
      name: title,
      href: `/register/opportunities/${id}`,
    }))
  },
})

/** Gives the opportunities a leaver owns here to somebody else, each with its line in the history. */
export const takeOverOpportunities = command({
  name: 'opportunities.take-over',
  allow: ['administrator', 'system'],
  input: z.object({ from: person, to: person }),
  async run({ tx, now, organisationId }, { from, to }) {
    const rows = await tx
      .updateTable('opportunities')
      .set((set) => ({ owner_id: to, changed_at: now, revision: set('revision', '+', 1) }))
      .where('organisation_id', '=', organisationId())
      .where('owner_id', '=', from)
      .where('state', 'in', UNFINISHED)
      .returning('id')
      .execute()
    const [first, ...rest] = rows.map(({ id }): AuditEntry => ({
      subject: { kind: 'opportunity', id },
      before: { ownerId: from },
      after: { ownerId: to },
      reason: 'The owner left the organisation.',
    }))
    return {
      result: { opportunities: rows.length },
      audit: first ? [first, ...rest] : 'nothing-changed',
      events: [],
    }
  },
})

/** Hands over what a leaver owned. */
export const takeOverSubscriber: Subscriber = subscriber({
  name: 'opportunities.take-over-records',
  on: personLeft,
  handle: async ({ once }, { personId, organisationId, handedOverTo }) => {
    if (!handedOverTo) return
    const doors = once({ id: organisationId, name: organisationId })
    await doors.run(takeOverOpportunities, { from: personId, to: handedOverTo })
  },
})
