import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.js'
import { londonDate } from '#kernel/time.js'
import type { ReadDb } from './handles.js'

/**
 * Makes a transaction the actor's: the role that cannot bypass row-level security, and who acts for
 * which organisation on which day. All of it lasts until the transaction ends.
 */
export const enter = async (
  tx: Pick<ReadDb, 'getExecutor'>,
  actor: Actor,
  now: Date,
): Promise<void> => {
  await sql`select set_config('role', 'wardround_app', true),
    set_config('wardround.organisation', ${actor.organisationId ?? ''}, true),
    set_config('wardround.actor', ${actor.kind === 'public' ? '' : actor.id}, true),
    set_config('wardround.day', ${londonDate(now)}, true),
    set_config('wardround.authority', ${authorityOf(actor)}, true)`.execute(tx)
}

const authorityOf = (actor: Actor): string => {
  if (actor.kind === 'system' && actor.id !== 'system:command-line') return 'job'
  return actor.kind === 'system' || actor.roles.includes('operator') ? 'operator' : ''
}
