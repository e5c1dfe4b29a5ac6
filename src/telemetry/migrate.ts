import { readdir, readFile } from 'node:fs/promises'
import { Conflict } from '#kernel/errors.js'
import { readAll, type SqlEngine, type Statement } from './sql-engine.js'

const DIRECTORY = new URL('../../migrations/telemetry/', import.meta.url)
const SECONDS = 60

/**
 * Brings a store to the newest schema and gives its version. Throws Conflict when the store was
 * made by a newer Wardround. Every statement can run twice: ClickHouse has no transactions.
 */
export const migrate = async (engine: SqlEngine, now: Date): Promise<number> => {
  const migrations = await listMigrations()
  const newest = migrations.at(-1)?.version ?? 0
  await engine.write([
    statement(
      `create table if not exists schema_versions (
        version integer not null, applied_ms bigint not null) ${engine.tableClause(['version'])}`,
    ),
  ])
  const rows = await readAll(
    engine,
    statement('select max(version) as version from schema_versions'),
    SECONDS,
  )
  const current = Number(rows[0]?.['version'] ?? 0)
  if (current > newest) {
    throw new Conflict(
      `The telemetry store was made by a newer Wardround (schema ${current}, this one knows ${newest}). Start the newer version, or restore a backup made by this one.`,
    )
  }
  for (const migration of migrations.filter(({ version }) => version > current)) {
    const texts = await statementsOf(migration.file, engine)
    await engine.write([...texts.map((text) => statement(text)), recorded(migration.version, now)])
  }
  return newest
}

const listMigrations = async (): Promise<{ version: number; file: string }[]> =>
  (await readdir(DIRECTORY))
    .filter((file) => /^\d{4}_.+\.sql$/.test(file))
    .sort()
    .map((file) => ({ version: Number(file.slice(0, 4)), file }))

const statementsOf = async (file: string, engine: SqlEngine): Promise<string[]> => {
  const text = await readFile(new URL(file, DIRECTORY), 'utf8')
  return text
    .replaceAll(/^--.*$/gm, '')
    .replaceAll(/\{one row by: ([^}]+)\}/g, (_, key: string) => engine.tableClause(key.split(', ')))
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

const recorded = (version: number, now: Date): Statement => ({
  text: 'insert into schema_versions (version, applied_ms) values ({version:Int64}, {now:Int64})',
  params: { version, now: now.getTime() },
})

const statement = (text: string): Statement => ({ text, params: {} })
