import { Client, Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate, readMigrations } from '#registry/migrate.js'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.js'

const NUMBER = 83

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
const behind = async (text: string) => {
  const client = new Client({ connectionString: database.superuserUrl })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const DIGEST = 'a'.repeat(64)
const row = (id: string, part: string, digest: string | null, ended: boolean) => `
  ('${id}', 'org_1', 'supplier', 'org_2', 'R01', '${part}', 'sig_1', 'org_2', 'S', 'nothing', 'per_1', 'P',
   'technical-lead', '2026-01-01', '2026-01-01', ${ended ? `'2026-02-01', 'P', 'Over'` : 'null, null, null'},
   ${digest === null ? 'null' : `'${digest}'`})`

test('what was accepted before its form was kept goes to review, with the reason, and nothing else does', async () => {
  await behind(`insert into acceptances (id, organisation_id, scope, subject_id, requirement_id, part, answer_id,
      source_id, source_name, differs_here, accepted_by, accepted_by_name, role, accepted_on, accepted_at,
      ended_at, ended_by_name, ended_reason, detail_digest)
    values ${row('acc_1', '', null, false)}, ${row('acc_2', 'a', null, true)}, ${row('acc_3', 'b', DIGEST, false)}`)
  await upTo(() => true)
  expect(
    await behind('select id, detail_digest, review_since from acceptances order by id'),
  ).toEqual([
    {
      id: 'acc_1',
      detail_digest: '0'.repeat(64),
      review_since: 'it was accepted before its form and words were kept',
    },
    { id: 'acc_2', detail_digest: '0'.repeat(64), review_since: null },
    { id: 'acc_3', detail_digest: DIGEST, review_since: null },
  ])
  await expect(behind('update acceptances set detail_digest = null')).rejects.toThrow('not-null')
})
