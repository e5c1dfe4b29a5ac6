import { setTimeout as wait } from 'node:timers/promises'
import { sql, type PostgresPool } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicActor } from '#kernel/actor.js'
import { createTestDatabase, type TestDatabase } from '../../tests/support/postgres.js'
import { beginReading } from './begin-reading.js'
import { openPool } from './open-pool.js'
import { planOnce, planningPool } from './plan-once.js'

const NOW = new Date('2026-11-02T12:00:00Z')
let database: TestDatabase
let pool: pg.Pool
const faults: Error[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  pool = openPool(database.url, { max: 1, onFault: (fault) => faults.push(fault) })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

/** The pool, and when each statement is sent and answered. */
const watched = (): { pool: PostgresPool; seen: string[] } => {
  const seen: string[] = []
  const inner = planningPool(pool)
  return {
    seen,
    pool: {
      end: () => inner.end(),
      connect: async () => {
        const client = await inner.connect()
        const query = async (text: string, values: readonly unknown[]) => {
          const name = /pg_sleep|'second'/.exec(text)?.[0]
          if (name) seen.push(`sent ${name}`)
          const answer = await client.query(text, values)
          if (name) seen.push(`answered ${name}`)
          return answer
        }
        return { query, release: () => client.release() } as typeof client
      },
    },
  }
}

test('a statement is sent while the one before it is being answered', async () => {
  const { pool: from, seen } = watched()
  const { db, end } = await beginReading(from, publicActor, NOW)
  await Promise.all([
    sql`select pg_sleep(0.05)`.execute(db),
    sql`select 'second' as word`.execute(db),
  ])
  await end()
  expect(seen).toEqual(['sent pg_sleep', "sent 'second'", 'answered pg_sleep', "answered 'second'"])
})

test('the same prepared statement asked twice at once gets two answers', async () => {
  const { db, end } = await beginReading(planningPool(pool), publicActor, NOW)
  const ask = (n: number) => sql<{ n: number }>`select ${planOnce} ${n}::int as n`.execute(db)
  const answers = await Promise.all([ask(1), ask(2), ask(1)])
  await end()
  expect(answers.map(({ rows }) => rows[0]?.n)).toEqual([1, 2, 1])
})

test('it writes nothing, and a fault ends every answer after it and gives the connection back', async () => {
  const reading = await beginReading(planningPool(pool), publicActor, NOW)
  const answers = await Promise.allSettled([
    sql`select 'before'`.execute(reading.db),
    sql`create temporary table written (id int)`.execute(reading.db),
    sql`select 'after'`.execute(reading.db),
  ])
  await reading.end()
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
  const again = await beginReading(planningPool(pool), publicActor, NOW)
  const { rows } = await sql`select current_user as name`.execute(again.db)
  await again.end()
  expect(rows).toEqual([{ name: 'wardround_app' }])
  expect((await pool.query('select current_user <> $1 as other', ['wardround_app'])).rows).toEqual([
    { other: true },
  ])
})

test.each(['while an answer is waited for', 'between two questions'])(
  'a connection that is lost %s is not given to whoever comes next',
  async (when) => {
    const { db, end } = await beginReading(planningPool(pool), publicActor, NOW)
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
    const kill = () => endConnection(rows[0]?.pid)
    if (when === 'between two questions') await kill()
    const asked = sql`select pg_sleep(5)`.execute(db)
    if (when !== 'between two questions') setTimeout(() => void kill(), 50)
    await expect(asked).rejects.toThrow(/terminat|not queryable|EPIPE|ECONNRESET/)
    await end()
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    expect(faults).toEqual([])
  },
)

const endConnection = async (pid: number | undefined): Promise<void> => {
  const other = new pg.Client({ connectionString: database.superuserUrl })
  await other.connect()
  await other.query('select pg_terminate_backend($1)', [pid])
  await other.end()
  await wait(100)
}
