import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import type { Actor } from '#kernel/actor.js'
import { enter } from './enter.js'
import type { Rows } from './handles.js'

/** A read-only transaction of an actor on one snapshot. */
export interface Reading {
  db: Kysely<Rows>
  /** Gives the connection back. Nothing was written, so that it fails loses nothing. */
  end: () => Promise<void>
}

const BEGIN = 'start transaction isolation level repeatable read read only'

/**
 * Begins to read. Kysely lets the statements of a transaction of its own wait for one another; here a
 * statement is sent while those before it are being answered, as the pipeline of PostgreSQL allows: on
 * the way of a page's thirty statements the waiting took longer than the answers.
 * Throws what the database says.
 */
export const beginReading = async (
  pool: PostgresPool,
  actor: Actor,
  now: Date,
): Promise<Reading> => {
  const client = await pool.connect()
  const onlyThis = { query: client.query.bind(client), release: () => {} }
  const db = new Kysely<Rows>({
    dialect: new PostgresDialect({
      pool: { connect: () => Promise.resolve(onlyThis), end: () => Promise.resolve() },
    }),
  })
  const end = async (): Promise<void> => {
    try {
      await client.query('rollback', [])
    } catch {
      // A connection that is lost has ended its transaction.
    } finally {
      client.release()
    }
  }
  try {
    await Promise.all([client.query(BEGIN, []), enter(db, actor, now)])
  } catch (fault) {
    await end()
    throw fault
  }
  return { db, end }
}
