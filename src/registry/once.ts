import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.js'
import { Conflict } from '#kernel/errors.js'
import type { Tx } from './handles.js'

const NO_ORGANISATION = '-'

/** Notes that a handler's command deals with an event now; false when it already has. */
export const claimEvent = async (
  tx: Tx,
  handling: { eventId: string; handler: string },
  command: string,
  actor: Actor,
  now: Date,
): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    insert into handled_events (event_id, handler, command, organisation_id, handled_at)
    values (${handling.eventId}, ${handling.handler}, ${command},
      ${actor.organisationId ?? NO_ORGANISATION}, ${now})
    on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** Takes an idempotency key; answers the earlier result when the key was used for the same input. */
export const claimKey = async (
  tx: Tx,
  key: { key: string; command: string; digest: string },
  actor: Actor,
  now: Date,
): Promise<{ result: unknown } | undefined> => {
  const { numAffectedRows } = await sql`
    insert into idempotency_keys (organisation_id, actor_id, key, command, input_digest, created_at)
    values (${actor.organisationId ?? NO_ORGANISATION}, ${actor.id}, ${key.key}, ${key.command},
      ${key.digest}, ${now})
    on conflict do nothing`.execute(tx)
  if (numAffectedRows === 1n) return undefined
  const earlier = await tx
    .selectFrom('idempotency_keys')
    .select(['input_digest', 'result'])
    .where('actor_id', '=', actor.id)
    .where('key', '=', key.key)
    .where('command', '=', key.command)
    .executeTakeFirstOrThrow()
  if (earlier.input_digest === key.digest) return { result: earlier.result }
  throw new Conflict(
    'This idempotency key was used before with a different request. Use a new key.',
  )
}

/** Keeps what the command answered, so that the same key answers the same. */
export const keepResult = async (
  tx: Tx,
  key: { key: string; command: string },
  actor: Actor,
  result: unknown,
): Promise<void> => {
  await tx
    .updateTable('idempotency_keys')
    .set({ result: JSON.stringify(result ?? null) })
    .where('actor_id', '=', actor.id)
    .where('key', '=', key.key)
    .where('command', '=', key.command)
    .execute()
}
