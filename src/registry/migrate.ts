import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool, PoolClient } from 'pg'
import { Conflict } from '#kernel/errors.js'

/** A numbered migration as it stands in migrations/registry. */
export interface Migration {
  number: number
  name: string
  text: string
  digest: string
}

const LOCK = 7_264_001

/** Reads the migrations of a directory in order. Throws when a number stands twice. */
export const readMigrations = async (directory: string): Promise<Migration[]> => {
  const names = (await readdir(directory)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort()
  const migrations = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(directory, name), 'utf8')
      const digest = createHash('sha256').update(text).digest('hex')
      return { number: Number(name.slice(0, 4)), name, text, digest }
    }),
  )
  const twice = migrations.find(
    (migration, place) => migrations[place - 1]?.number === migration.number,
  )
  if (twice) throw new Error(`${twice.name} has a number that is taken: give it the next free one.`)
  return migrations
}

/**
 * Brings a database up to the newest migration, each in its own transaction, one server at a time.
 * Throws Conflict when the database was made by a newer Wardround or a migration was changed
 * after it ran. Returns the names of the migrations that were applied.
 */
export const migrate = async (pool: Pool, migrations: readonly Migration[]): Promise<string[]> => {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(`create table if not exists migrations (
      number integer primary key, name text not null, digest text not null,
      applied_at timestamptz not null default now())`)
    const done = await appliedMigrations(client)
    refuseStrangers(done, migrations)
    const missing = migrations.filter((migration) => !done.has(migration.number))
    for (const migration of missing) await apply(client, migration)
    return missing.map((migration) => migration.name)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK])
    client.release()
  }
}

const appliedMigrations = async (client: PoolClient): Promise<Map<number, Migration>> => {
  const { rows } = await client.query<Migration>('select number, name, digest from migrations')
  return new Map(rows.map((row) => [row.number, row]))
}

const refuseStrangers = (
  done: ReadonlyMap<number, Migration>,
  known: readonly Migration[],
): void => {
  for (const [number, applied] of done) {
    const migration = known.find((one) => one.number === number)
    if (!migration) {
      throw new Conflict(
        'This database was made by a newer Wardround. Start that version, or restore a backup made by this one.',
      )
    }
    if (migration.digest !== applied.digest) {
      throw new Conflict(
        `Migration ${migration.name} was changed after this database ran it. Put the file back and add a new migration instead.`,
      )
    }
  }
}

const apply = async (client: PoolClient, migration: Migration): Promise<void> => {
  try {
    await client.query('begin')
    await client.query(migration.text)
    await client.query('insert into migrations (number, name, digest) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.digest,
    ])
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed: ${(fault as Error).message}`, {
      cause: fault,
    })
  }
}
