import { createReadStream, existsSync } from 'node:fs'
import { copyFile, cp, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Conflict, Invalid, Unavailable } from '#kernel/errors.js'
import type { Config } from '../config.js'
import { openForCommand, type OpenedForCommand } from '../open-for-command.js'
import type { Moved } from './back-up.js'
import { backupPaths, readManifest, type Manifest } from './manifest.js'
import { copyTarget, quoted, type RegistryTable } from './registry-tables.js'

/**
 * Reads a backup into an installation that holds nothing yet. The registry comes in one transaction:
 * all of it or none. Throws Invalid for a backup of another migration state, Conflict when the target
 * is not empty, Unavailable while a server runs on it.
 */
export const restore = async (
  config: Config,
  source: string,
  progress: (line: string) => void,
): Promise<Moved> => {
  const directory = resolve(source)
  const manifest = readManifest(directory)
  const paths = backupPaths(directory)
  await mkdir(config.dataDirectory, { recursive: true, mode: 0o700 })
  const secret = join(config.dataDirectory, 'secret')
  if (!existsSync(secret)) await copyFile(paths.secret, secret)
  const opened = await openForCommand(config, 'wardround restore')
  try {
    if (opened.server) throw new Unavailable('A server runs on this data directory: stop it first.')
    progress('Reading the registry …')
    await readRegistry(opened, manifest, paths.registry)
    progress('Reading telemetry …')
    const telemetry = await opened.wardround.telemetry.importAll(paths.telemetry)
    if (existsSync(paths.files))
      await cp(paths.files, join(config.dataDirectory, 'files'), { recursive: true })
    await copyFile(paths.secret, secret)
    const rows = manifest.tables.reduce((total, table) => total + table.rows, 0)
    if (telemetry.conflicts > 0) {
      throw new Conflict(
        `${telemetry.conflicts} telemetry events were there already with other content.`,
      )
    }
    return {
      directory,
      tables: manifest.tables.length,
      rows,
      ...manifest.telemetry,
      files: manifest.files,
    }
  } finally {
    await opened.close()
  }
}

const readRegistry = async (
  opened: OpenedForCommand,
  manifest: Manifest,
  directory: string,
): Promise<void> => {
  const { registry } = opened.wardround
  const client = await registry.pool.connect()
  try {
    await client.query('begin')
    await checkMigrations(client, manifest)
    await inAnyOrder(client, async () => {
      for (const table of manifest.tables) await readTable(client, table, directory)
    })
    await client.query('commit')
  } catch (problem) {
    await client.query('rollback')
    throw problem
  } finally {
    client.release()
  }
  for (const delivery of manifest.deliveries) {
    await registry.jobs.deliver(delivery, {
      executeSql: (text, values) => registry.pool.query(text, values),
    })
  }
}

const checkMigrations = async (client: pg.PoolClient, manifest: Manifest): Promise<void> => {
  const { rows } = await client.query<{ number: number; digest: string }>(
    'select number, digest from migrations order by number',
  )
  const same =
    rows.length === manifest.migrations.length &&
    rows.every((row, place) => row.digest === manifest.migrations[place]?.digest)
  if (!same) {
    throw new Invalid(
      'This backup was made by another version of Wardround. Restore it with that version, then upgrade.',
    )
  }
}

// Foreign keys are checked at the end, and row-level security lets the owner in, both inside this
// transaction only: a failed restore leaves everything as it was.
const inAnyOrder = async (client: pg.PoolClient, work: () => Promise<void>): Promise<void> => {
  const keys = await client.query<{ target: string; name: string; later: boolean }>(`
    select conrelid::regclass::text as target, quote_ident(conname) as name, condeferrable as later
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where contype = 'f' and nspname in ('public', 'sign_in')`)
  const forced = await client.query<{ target: string }>(`
    select c.oid::regclass::text as target from pg_class c
    where relforcerowsecurity and relnamespace = 'public'::regnamespace`)
  for (const key of keys.rows) {
    await client.query(
      `alter table ${key.target} alter constraint ${key.name} deferrable initially deferred`,
    )
  }
  for (const { target } of forced.rows)
    await client.query(`alter table ${target} no force row level security`)
  await work()
  await client.query('set constraints all immediate')
  for (const { target } of forced.rows)
    await client.query(`alter table ${target} force row level security`)
  for (const key of keys.rows.filter((one) => !one.later)) {
    await client.query(`alter table ${key.target} alter constraint ${key.name} not deferrable`)
  }
}

const readTable = async (
  client: pg.PoolClient,
  table: RegistryTable & { rows: number },
  directory: string,
): Promise<void> => {
  const filled = await client.query(`select 1 from ${quoted(client, table)} limit 1`)
  if (filled.rowCount) {
    throw new Conflict(
      'This installation already holds records: restore into an empty data directory or database.',
    )
  }
  const stream = client.query(copyFrom(`copy ${copyTarget(client, table)} from stdin`))
  await pipeline(createReadStream(join(directory, `${table.schema}.${table.name}.copy`)), stream)
  if (stream.rowCount !== table.rows) {
    throw new Invalid(
      `${table.name} should hold ${table.rows} rows and its file has ${stream.rowCount}: the backup is damaged.`,
    )
  }
}
