// Writes what is generated: src/registry/rows.ts and docs/reference/*. A database is made, migrated
// and read back, and Wardround is put together on it. With --check it changes nothing and fails when a
// file is not true. Needs a build. `rows` as an argument writes only the row types and the schema.
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
const onlyRows = process.argv.includes('rows')
const directory = mkdtempSync(join(tmpdir(), 'wardround-generate-'))
const log = { info: () => {}, warn: () => {} }
const postgres = await startEmbeddedPostgres({ dataDirectory: directory, log, throwaway: true })
const pool = new pg.Pool({ connectionString: postgres.url, max: 2 })
let same = true

const put = (path, text) => {
  const earlier = readOr(path, '')
  if (earlier === text) return
  if (!check) writeFileSync(path, text)
  process.stdout.write(
    `${path} ${check ? 'is not true any more: run npm run generate' : 'written'}\n`,
  )
  same = false
}

const readOr = (path, otherwise) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}

const rowTypes = (db) =>
  generate({
    db,
    dialect: getDialect('postgres', { dateParser: 'string', numericParser: 'string' }),
    defaultSchemas: ['public'],
    excludePattern: '{sign_in,jobs}.*',
    typeMapping: { int8: 'number' },
  })

try {
  await migrate(pool, await readMigrations('migrations/registry'))
  mkdirSync('docs/reference', { recursive: true })
  const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
  put('src/registry/rows.ts', await rowTypes(db))
  put('docs/reference/schema.sql', await describeSchema(pool))
  await db.destroy()
  if (!onlyRows) {
    const { references } = await import('./reference/references.mjs')
    for (const [name, text] of Object.entries(await references(postgres.url, directory))) {
      put(`docs/reference/${name}`, text)
    }
  }
} finally {
  await pool.end().catch(() => {})
  await postgres.stop()
  rmSync(directory, { recursive: true, force: true })
}
process.exitCode = check && !same ? 1 : 0
