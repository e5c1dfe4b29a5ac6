import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/postgres.js'
import { openFirstAccount } from './first-account.js'
import { ensureBuilt, runProgram, wardround } from './run-program.js'
import { startServerProcess } from './server-process.js'
import { temporaryDirectory } from './temporary-directory.js'

const directory = temporaryDirectory('external')
const login = `outside_${process.pid}`
const password = randomBytes(12).toString('hex')
let database: TestDatabase
let databaseUrl: string

const asSuperuser = async (...statements: readonly string[]): Promise<void> => {
  const client = new Client({ connectionString: database.superuserUrl })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

beforeAll(async () => {
  await ensureBuilt()
  database = await createTestDatabase()
  await asSuperuser(
    `create role ${login} login nosuperuser nocreaterole password '${password}'`,
    `alter database ${database.name} owner to ${login}`,
  )
  const url = new URL(database.url)
  url.username = login
  url.password = password
  databaseUrl = url.href
})

afterAll(async () => {
  await asSuperuser(`alter database ${database.name} owner to wardround`)
  await asSuperuser(`drop owned by ${login}`, `drop role ${login}`).catch(() => undefined)
  await database.drop()
})

test('a login that may not make roles is told the lines an administrator runs; then all of it works', async () => {
  const data = join(directory, 'data')
  const settings = { DATABASE_URL: databaseUrl, WARDROUND_DATA: data }
  const refused = await runProgram(['dist/programs/serve.js'], { ...settings, PORT: '0' })
  expect(refused.code).toBe(8)
  expect(refused.stderr).toMatch(/have a database administrator run these two lines once/)
  const grant = refused.stderr.split('\n').find((line) => line.startsWith('GRANT'))
  await asSuperuser(grant ?? '')

  const server = await startServerProcess(data, { settings })
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  const visitor = await openFirstAccount(server)
  expect(await visitor.open('/')).toContain('First Person')
  const attached = await wardround(['first-link'], settings)
  expect([attached.code, attached.stderr]).toEqual([6, expect.stringContaining('has an account')])
  expect(await server.stop()).toBe(0)
  expect(existsSync(join(data, 'postgres'))).toBe(false)

  const backup = join(directory, 'backup')
  const made = await wardround(['backup', backup, '--json'], settings)
  expect(made.code, made.stdout + made.stderr).toBe(0)
  const restored = await wardround(['restore', backup, '--json'], {
    WARDROUND_DATA: join(directory, 'embedded'),
  })
  expect(restored.code, restored.stdout + restored.stderr).toBe(0)
  expect(JSON.parse(restored.stdout)).toMatchObject({
    rows: (JSON.parse(made.stdout) as { rows: number }).rows,
  })
}, 300_000)
