import { Client, Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate, readMigrations } from '#registry/migrate.js'
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/postgres.js'

const NUMBER = 100

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await upTo((number) => number < NUMBER)
})
afterAll(() => database.drop())

const upTo = async (wanted: (number: number) => boolean) => {
  const pool = new Pool({ connectionString: database.url, max: 2 })
  const all = await readMigrations('migrations/registry')
  await migrate(
    pool,
    all.filter(({ number }) => wanted(number)),
  )
  await pool.end()
}

/** Behind row-level security and keys, so that a row stands for itself. */
const behind = async (text: string, values: readonly string[] = []) => {
  const client = new Client({ connectionString: database.superuserUrl })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    return (await client.query(text, [...values])).rows
  } finally {
    await client.end()
  }
}

const CAUSES = [
  ['auroc||North | South|outside-limit|wrong|2026-05-04', 'outside-limit', '2026-05-04', ''],
  ['missing-data|2026-06-01', 'missing-data', '2026-06-01', ''],
  ['missing-data|2026-06-08|["North",""]', 'missing-data', '2026-06-08', ''],
  [
    'missing-data|2026-06-15|["North","typed-mean Minutes | saved"]',
    'missing-data',
    '2026-06-15',
    'typed-mean Minutes | saved',
  ],
] as const

test('what signals were raised for is read out of the text it stood in, once', async () => {
  for (const [place, [cause, rule]] of CAUSES.entries()) {
    await behind(
      `insert into signals (id, organisation_id, deployment_id, plan_id, cause, rule, way, measure, threshold, site,
         window_from, window_to, point_ids, sentence, owner_id, due, raised_at)
       values ($1, 'org_1', 'dep_1', 'pla_1', $2, $3, 'wrong', 'x', '', '', '2026-07-06', '2026-07-13', '{}', 'x',
         'per_1', '2026-07-20', now())`,
      [`sig_${place}`, cause, rule],
    )
  }
  await upTo(() => true)
  expect(await behind('select since::text, subject from signals order by id')).toEqual(
    CAUSES.map(([, , since, subject]) => ({ since, subject })),
  )
})
