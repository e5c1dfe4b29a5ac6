import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.js'
import { Conflict } from '#kernel/errors.js'
import type { Tx } from './handles.js'
import { openAnswer, sealAnswer, storedKey } from './sealed-answer.js'

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

/** A key that keeps a write from happening twice. */
export interface WriteKey {
  key: string
  command: string
  /** Of what the key was sent with. */
  digest: string
}

/** Takes an idempotency key; gives the earlier answer when the key was used for the same input. Throws Conflict. */
export const claimKey = async (
  tx: Tx,
  { key, command, digest }: WriteKey,
  actor: Actor,
  now: Date,
): Promise<{ answer: unknown } | undefined> => {
  const { numAffectedRows } = await sql`
    insert into idempotency_keys (organisation_id, actor_id, key, command, input_digest, created_at)
    values (${actor.organisationId ?? NO_ORGANISATION}, ${actor.id}, ${storedKey(key)}, ${command},
      ${digest}, ${now})
    on conflict do nothing`.execute(tx)
  if (numAffectedRows === 1n) return undefined
  const earlier = await tx
    .selectFrom('idempotency_keys')
    .select(['input_digest', 'answer'])
    .where('organisation_id', '=', actor.organisationId ?? NO_ORGANISATION)
    .where('actor_id', '=', actor.id)
    .where('key', '=', storedKey(key))
    .where('command', '=', command)
    .executeTakeFirstOrThrow()
  if (earlier.input_digest === digest)
    return { answer: earlier.answer && openAnswer(key, earlier.answer) }
  throw new Conflict(
    'This idempotency key was used before with a different request. Use a new key.',
  )
}

/** Keeps what the command answered, so that the same key answers the same. */
export const keepAnswer = async (
  tx: Tx,
  { key, command }: WriteKey,
  actor: Actor,
  answer: unknown,
): Promise<void> => {
  await tx
    .updateTable('idempotency_keys')
    .set({ answer: sealAnswer(key, answer) })
    .where('organisation_id', '=', actor.organisationId ?? NO_ORGANISATION)
    .where('actor_id', '=', actor.id)
    .where('key', '=', storedKey(key))
    .where('command', '=', command)
    .execute()
}

/** Lets go of the keys of writes from before a time. For a job only: nobody else's are found. */
export const forgetKeys = async (tx: Tx, before: Date): Promise<void> => {
  await sql`select forget_idempotency_keys(${before})`.execute(tx)
}
