import { CompiledQuery } from 'kysely'
import type { Actor } from '#kernel/actor.js'
import type { DomainEvent } from '#kernel/events/event.js'
import type { NewId } from '#kernel/ids.js'
import type { Tx } from './handles.js'
import type { JobQueue } from './jobs.js'

/** Names of the handlers that want an event. */
export type HandlersOf = (eventName: string) => readonly string[]

/** Writes events and one job per handler into the transaction of the command that caused them. */
export const publish = async (
  tx: Tx,
  act: { actor: Actor; now: Date; newId: NewId },
  events: readonly DomainEvent[],
  deliver: { handlersOf: HandlersOf; jobs: JobQueue },
): Promise<void> => {
  if (events.length === 0) return
  const rows = events.map((event) => ({
    id: act.newId('eve'),
    name: event.name,
    occurred_at: act.now,
    organisation_id: act.actor.organisationId,
    actor_id: act.actor.id,
    payload: JSON.stringify(event.payload),
  }))
  await tx.insertInto('events').values(rows).execute()
  const executeSql = async (text: string, values: unknown[] = []) => {
    const { rows: answer } = await tx.executeQuery(CompiledQuery.raw(text, values))
    return { rows: answer }
  }
  for (const row of rows) {
    for (const handler of deliver.handlersOf(row.name)) {
      await deliver.jobs.deliver({ eventId: row.id, handler }, { executeSql })
    }
  }
}
