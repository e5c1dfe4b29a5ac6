import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/postgres.js'
import { connectionSentence } from './connection-sentence.js'
import { freePort } from './free-port.js'
import { problemOf, provisionExternal } from './provision-external.js'

let database: TestDatabase
const login = `outside_${process.pid}`

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(async () => {
  await asSuperuser(`drop owned by ${login}`, `drop role if exists ${login}`)
  await database.drop()
})

async function asSuperuser(...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: database.superuserUrl })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

function urlOf(user: string, password: string): string {
  const url = new URL(database.url)
  url.username = user
  url.password = password
  return url.href
}

test('a login that owns its database and may take on the roles will do', async () => {
  await expect(provisionExternal(database.url)).resolves.toBeUndefined()
})

test('a superuser is refused, because row-level security would not hold', async () => {
  await expect(provisionExternal(database.superuserUrl)).rejects.toThrow(
    /may bypass row-level security: use a login/,
  )
})

test('a login without the rights is told which statements an administrator runs, and then will do', async () => {
  await asSuperuser(`create role ${login} login password 'pw'`)
  await expect(provisionExternal(urlOf(login, 'pw'))).rejects.toThrow(/ALTER DATABASE/)
  await asSuperuser(`grant create on database ${database.name} to ${login}`)
  const refused = await provisionExternal(urlOf(login, 'pw')).catch((error: unknown) => error)
  const lines = String(refused).split('\n').slice(1)
  expect(lines).toHaveLength(2)
  await asSuperuser(lines[1] ?? '')
  await expect(provisionExternal(urlOf(login, 'pw'))).resolves.toBeUndefined()
})

test('a wrong password, a missing database and a closed port each say what to do', async () => {
  await expect(provisionExternal(urlOf('wardround', 'wrong'))).rejects.toThrow(/correct the login/)
  const missing = new URL(database.url)
  missing.pathname = '/no_such_database'
  await expect(provisionExternal(missing.href)).rejects.toThrow(/no database of that name/)
  const port = await freePort()
  await expect(provisionExternal(`postgresql://a:b@127.0.0.1:${port}/c`)).rejects.toThrow(
    /nothing listens there/,
  )
  await expect(provisionExternal('postgresql://a:b@[nonsense/c')).rejects.toThrow(/not a URL/)
})

test('an encoding other than UTF-8 is refused', () => {
  const fine = { login: 'a', database: 'b', bypasses: false, may_create: true, version: 180_000 }
  expect(problemOf({ ...fine, encoding: 'UTF8' })).toBeUndefined()
  expect(problemOf({ ...fine, encoding: 'SQL_ASCII' })).toMatch(/ENCODING 'UTF8'/)
})

test('a failure to connect never shows the connection URL', () => {
  expect(connectionSentence(new Error('postgresql://a:secret@b/c'))).not.toContain('secret')
})
