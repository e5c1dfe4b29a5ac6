import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { inject } from 'vitest'
import { z } from 'zod'

const testPostgresSchema = z.object({ url: z.string(), superuserUrl: z.string() })

/**
 * The shared PostgreSQL of a test run: `url` is its database `wardround` as the owner role. Do not
 * write there: make a database of your own.
 */
export type TestPostgres = z.infer<typeof testPostgresSchema>

/** A database of one test file's own, owned by the role `wardround`. */
export interface TestDatabase {
  name: string
  /** As the owner role `wardround`, which is no superuser and cannot bypass row-level security. */
  url: string
  /** As the superuser: only for looking behind the scenes. */
  superuserUrl: string
  /** Removes the database, ending connections that are still open. */
  drop(): Promise<void>
}

export interface TestDatabaseOptions {
  /** What the template depends on, such as the text of all migrations; the same key is prepared once. */
  templateKey?: string
  /** Prepares the template, connected as the owner role; it must close its connections. */
  prepareTemplate?: (url: string) => Promise<void>
}

let asked: Promise<TestPostgres> | undefined

async function ask(): Promise<TestPostgres> {
  const response = await fetch(inject('testPostgresDoor'))
  if (!response.ok) throw new Error(await response.text())
  return testPostgresSchema.parse(await response.json())
}

/** The shared PostgreSQL of this test run (fsync off); the first call starts it (about 2 s). */
export function testPostgres(): Promise<TestPostgres> {
  asked ??= ask()
  return asked
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

async function asSuperuser<T>(server: TestPostgres, work: (client: Client) => Promise<T>) {
  const client = new Client({ connectionString: server.superuserUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const PATIENCE_MS = 2000

/**
 * Waits for connections that are ending: a pool says that it has ended before they are closed, and one
 * that is thrown out instead fails whatever test runs then.
 */
async function untilLeft(client: Client, name: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  const open = () => client.query('select from pg_stat_activity where datname = $1', [name])
  while ((await open()).rowCount && Date.now() < end) await sleep(5)
}

async function ensureTemplate(
  client: Client,
  server: TestPostgres,
  key: string,
  prepare: (url: string) => Promise<void>,
): Promise<string> {
  const template = `template_${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
  const exists = () => client.query('select from pg_database where datname = $1', [template])
  if ((await exists()).rowCount) return template
  await client.query('select pg_advisory_lock(hashtext($1))', [template])
  try {
    if ((await exists()).rowCount) return template
    const unfinished = `${template}_unfinished`
    await client.query(`drop database if exists ${unfinished} with (force)`)
    await client.query(`create database ${unfinished} owner wardround`)
    await prepare(withDatabase(server.url, unfinished))
    await untilLeft(client, unfinished)
    await client.query(`alter database ${unfinished} rename to ${template}`)
    return template
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [template])
  }
}

/**
 * Makes a new database (about 50 ms), copied from a template that `prepareTemplate` has prepared
 * once per run and key; without it the database is empty.
 */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = await testPostgres()
  const name = `test_${randomBytes(8).toString('hex')}`
  await asSuperuser(server, async (client) => {
    const { prepareTemplate, templateKey = prepareTemplate?.toString() ?? '' } = options
    const template = prepareTemplate
      ? await ensureTemplate(client, server, templateKey, prepareTemplate)
      : 'template0'
    await client.query(
      `create database ${name} template ${template} owner wardround strategy file_copy`,
    )
  })
  return {
    name,
    url: withDatabase(server.url, name),
    superuserUrl: withDatabase(server.superuserUrl, name),
    drop: () =>
      asSuperuser(server, async (client) => {
        await untilLeft(client, name)
        await client.query(`drop database if exists ${name} with (force)`)
      }),
  }
}
