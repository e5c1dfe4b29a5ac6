import { sql } from 'kysely'
import type pg from 'pg'
import type { Tx } from './handles.js'

/** Names the lock among the advisory locks of the database; any number, the same everywhere. */
export const LOCK = 7_301_144_502

/**
 * Whether rows outside the registry may be deleted in this transaction: not while a backup runs,
 * which copies them after it took its snapshot of the registry. A backup waits for us to commit.
 */
export const mayDelete = async (tx: Tx): Promise<boolean> => {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock_shared(${LOCK}) as held`.execute(tx)
  return rows[0]?.held ?? false
}

/** Does work while nothing is deleted outside the registry, once what deletes now is done. */
export const withoutDeletions = async <Value>(
  pool: pg.Pool,
  work: () => Promise<Value>,
): Promise<Value> => {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    return await work()
  } finally {
    // Not given back to the pool: the lock ends with its connection, however the work went.
    client.release(true)
  }
}
