// Writes src/registry/rows.ts (the row types) and docs/reference/schema.sql (what stands in the
// database) from the migrations: a database is made, migrated and read back. With --check it changes
// nothing and fails when a file is not what the migrations say. Needs a build.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { generate, getDialect } from 'kysely-codegen'
import pg from 'pg'
import { startEmbeddedPostgres } from '#registry/embedded/index.js'
import { migrate, readMigrations } from '#registry/migrate.js'
import { describeSchema } from './reference/describe-schema.mjs'

const check = process.argv.includes('--check')
const directory = mkdtempSync(join(tmpdir(), 'wardround-rows-'))
const log = { info: () => {}, warn: () => {} }
const postgres = await startEmbeddedPostgres({ dataDirectory: directory, log })
const pool = new pg.Pool({ connectionString: postgres.url, max: 2 })

const rowTypes = async (db) =>
  generate({
    db,
    dialect: getDialect('postgres', { dateParser: 'string', numericParser: 'string' }),
    defaultSchemas: ['public'],
    excludePattern: '{sign_in,jobs}.*',
    typeMapping: { int8: 'number' },
  })

const put = (path, text) => {
  let earlier = ''
  try {
    earlier = readFileSync(path, 'utf8')
  } catch {
    // a file that is not there yet differs
  }
  if (earlier === text) return true
  if (!check) writeFileSync(path, text)
  process.stdout.write(`${path} ${check ? 'is not what the migrations say: run npm run generate' : 'written'}\n`)
  return false
}

let same = true
try {
  await migrate(pool, await readMigrations('migrations/registry'))
  mkdirSync('docs/reference', { recursive: true })
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
  same = put('src/registry/rows.ts', await rowTypes(db)) && same
  same = put('docs/reference/schema.sql', await describeSchema(pool)) && same
  await db.destroy()
} finally {
  await pool.end().catch(() => {})
  await postgres.stop()
  rmSync(directory, { recursive: true, force: true })
}
process.exitCode = check && !same ? 1 : 0
