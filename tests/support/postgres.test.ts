import { Client } from 'pg'
import { expect, test } from 'vitest'
import { createTestDatabase } from './postgres.js'

async function rows(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

let prepared = 0

async function prepareTemplate(url: string): Promise<void> {
  prepared += 1
  await rows(url, 'create table note (text text)')
}

test('each database is a copy of its own of a template that is prepared once', async () => {
  const options = { templateKey: 'a table of notes', prepareTemplate }
  const [one, two] = await Promise.all([createTestDatabase(options), createTestDatabase(options)])
  expect(prepared).toBe(1)
  await rows(one.url, `insert into note values ('only here')`)
  expect(await rows(one.url, 'select text from note')).toEqual([{ text: 'only here' }])
  expect(await rows(two.url, 'select text from note')).toEqual([])
  await Promise.all([one.drop(), two.drop()])
  await expect(rows(one.url, 'select 1')).rejects.toThrow(/does not exist/)
})

test('the owner role of a test database is no superuser and cannot bypass row-level security', async () => {
  const database = await createTestDatabase()
  const [role] = await rows(
    database.url,
    `select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user`,
  )
  expect(role).toEqual({
    rolname: 'wardround',
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
  })
  await database.drop()
})
