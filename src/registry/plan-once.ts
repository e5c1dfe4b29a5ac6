import { createHash } from 'node:crypto'
import { sql, type PostgresPool, type PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { answeringOnce } from './answer-once.js'

const MARK = '/* plan once */'

/**
 * Marks a select (`.modifyFront(planOnce)`) whose plan is the same whatever its values are, such as
 * names by id: a connection prepares it once, and asks it once in a read-only snapshot. Under row-level
 * security rewriting and planning it takes as long as running it. Leave it out where the best index
 * depends on the values.
 */
export const planOnce = sql.raw(MARK)

/** A pool for Kysely whose clients prepare the statements that are marked with `planOnce`. */
export const planningPool = (pool: pg.Pool): PostgresPool => ({
  connect: async () => planningClient(await pool.connect()),
  end: () => pool.end(),
})

const planningClient = (client: pg.PoolClient): PostgresPoolClient => {
  const ask = (text: string, values: readonly unknown[]) =>
    isMarked(text)
      ? client.query({ name: nameOf(text), text, values: [...values] })
      : client.query(text, [...values])
  const query = answeringOnce(ask, isMarked)
  // Kysely asks for cursors with a second form of query, which is not used here
  return { query, release: () => client.release() } as unknown as PostgresPoolClient
}

const isMarked = (text: string): boolean => text.includes(MARK)

const nameOf = (text: string): string => createHash('sha256').update(text).digest('base64url')
