import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Conflict, Invalid } from '#kernel/errors.js'
import { errorText } from '#registry/embedded/error-parts.js'
import type { Manifest } from './manifest.js'
import { copyTarget, quoted, readTables } from './registry-tables.js'

type Table = Manifest['tables'][number]

/** Throws Invalid unless the backup was made by the same version of the registry. */
export const checkSameMigrations = async (
  client: pg.ClientBase,
  manifest: Manifest,
): Promise<void> => {
  const { rows } = await client.query<{ number: number; digest: string }>(
    'select number, digest from migrations order by number',
  )
  const same =
    rows.length === manifest.migrations.length &&
    rows.every((row, place) => row.digest === manifest.migrations[place]?.digest)
  if (same) return
  throw new Invalid(
    'This backup was made by another version of Wardround. Restore it with that version, then upgrade.',
  )
}

/** Throws Conflict when any table of the registry or of sign-in holds a row. */
export const checkEmpty = async (client: pg.ClientBase): Promise<void> => {
  for (const table of await readTables(client)) {
    const filled = await asReader(client, table, () =>
      client.query(`select 1 from ${quoted(client, table)} limit 1`),
    )
    if (!filled.rowCount) continue
    throw new Conflict(
      'This installation already holds records: restore into an empty data directory (set WARDROUND_DATA) or an empty database.',
    )
  }
}

/** Reads every table of a backup, all of it or, by the caller's transaction, none. */
export const readRegistry = async (
  client: pg.ClientBase,
  manifest: Manifest,
  directory: string,
): Promise<void> => {
  await checkSameTables(client, manifest)
  await inAnyOrder(client, async () => {
    for (const table of manifest.tables) await readTable(client, table, directory)
  })
}

// Row-level security binds the owner too; the role of the definer functions may read every table.
const asReader = async <T>(
  client: pg.ClientBase,
  table: { schema: string },
  work: () => Promise<T>,
): Promise<T> => {
  if (table.schema !== 'public') return work()
  await client.query('set local role wardround_definer')
  const result = await work()
  await client.query('reset role')
  return result
}

const named = (tables: readonly { schema: string; name: string; columns: string[] }[]): string =>
  tables
    .map(({ schema, name, columns }) => JSON.stringify([schema, name, columns]))
    .toSorted()
    .join()

const checkSameTables = async (client: pg.ClientBase, manifest: Manifest): Promise<void> => {
  if (named(await readTables(client)) === named(manifest.tables)) return
  throw new Invalid('This backup lists other tables than this version of Wardround has.')
}

// Foreign keys are checked at the end, and row-level security lets the owner in, both inside this
// transaction only: a failed restore leaves everything as it was.
const inAnyOrder = async (client: pg.ClientBase, work: () => Promise<void>): Promise<void> => {
  const keys = await client.query<{ target: string; name: string; later: boolean }>(`
    select conrelid::regclass::text as target, quote_ident(conname) as name, condeferrable as later
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where contype = 'f' and nspname in ('public', 'sign_in')`)
  const forced = await client.query<{ target: string }>(`
    select c.oid::regclass::text as target from pg_class c
    where relforcerowsecurity and relnamespace = 'public'::regnamespace`)
  const immediate = keys.rows.filter((key) => !key.later)
  for (const key of immediate) {
    await client.query(
      `alter table ${key.target} alter constraint ${key.name} deferrable initially deferred`,
    )
  }
  await client.query('set constraints all deferred')
  for (const { target } of forced.rows)
    await client.query(`alter table ${target} no force row level security`)
  await work()
  await client.query('set constraints all immediate')
  for (const { target } of forced.rows)
    await client.query(`alter table ${target} force row level security`)
  for (const key of immediate) {
    await client.query(`alter table ${key.target} alter constraint ${key.name} not deferrable`)
  }
}

const readTable = async (client: pg.ClientBase, table: Table, directory: string): Promise<void> => {
  const stream = client.query(copyFrom(`copy ${copyTarget(client, table)} from stdin`))
  const file = createReadStream(join(directory, `${table.schema}.${table.name}.copy`))
  await pipeline(file, stream).catch((problem: unknown) => {
    throw new Invalid(
      `The backup's table ${table.name} cannot be read (${errorText(problem)}): it is damaged.`,
    )
  })
  if (stream.rowCount === table.rows) return
  throw new Invalid(
    `${table.name} should hold ${table.rows} rows and its file has ${stream.rowCount}: the backup is damaged.`,
  )
}
