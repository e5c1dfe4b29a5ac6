import { z } from 'zod'
import { sql } from 'kysely'
import type { ClockJob, Subscriber } from '#kernel/declare/background.js'
import { subscriber } from '#kernel/declare/background.js'
import { deploymentFactsChanged } from '#kernel/events/deployments.js'
import type { DomainEvent } from '#kernel/events/event.js'
import { command, type AuditEntry } from '#registry/command.js'
import { query } from '#registry/query.js'
import { noteBreaches } from './answer-test.js'
import { requireEntry } from './entry-store.js'

/**
 * Looks at everything of the organisation under a charter again: the register may say something else
 * by now, or a controller may have closed. Breaches are opened and ended; nothing else changes.
 */
export const lookAgain = command({
  name: 'collaborations.look-again',
  allow: ['system'],
  input: z.object({}),
  async run(context) {
    const { tx, now, organisationId } = context
    const rows = await tx
      .selectFrom('collaboration_entries as e')
      .innerJoin('collaborations as c', 'c.id', 'e.collaboration_id')
      .select('e.id')
      .where('e.organisation_id', '=', organisationId())
      .where('e.left_at', 'is', null)
      .where('c.under_charter', '=', true)
      .orderBy('e.id')
      .execute()
    const audit: AuditEntry[] = []
    const events: DomainEvent[] = []
    for (const { id } of rows) {
      const noted = await noteBreaches(context, await requireEntry(tx, id, now))
      audit.push(...noted.audit)
      events.push(...noted.events)
    }
    const [first, ...rest] = audit
    return {
      result: { looked: rows.length, breaches: events.length },
      audit: first ? [first, ...rest] : 'nothing-changed',
      events,
    }
  },
})

/** Who has something under a charter, for the job. */
export const organisationsUnderCharter = query({
  name: 'collaborations.organisations-under-charter',
  allow: ['system'],
  input: z.object({}),
  async run({ db }) {
    const { rows } = await sql<{ organisation_id: string; organisation_name: string }>`
      select * from organisations_under_charter()`.execute(db)
    return rows.map((row) => ({ id: row.organisation_id, name: row.organisation_name }))
  },
})

const AN_HOUR = 60

/** Every hour: what stands elsewhere may have changed without an event of ours. */
export const charterJob: ClockJob = {
  name: 'collaborations.look-again',
  everyMinutes: AN_HOUR,
  async run({ read, as }) {
    for (const organisation of await read(organisationsUnderCharter, {}))
      await as(organisation).run(lookAgain, {})
  },
}

/** At once: the register says something else of a deployment. */
export const collaborationSubscribers: readonly Subscriber[] = [
  subscriber({
    name: 'collaborations.on-facts-changed',
    on: deploymentFactsChanged,
    async handle({ once }, { organisationId }) {
      await once({ id: organisationId, name: '' }).run(lookAgain, {})
    },
  }),
]
