import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from './support/test-app.js'

// For every table: what one organisation can do to another's rows through SQL as the application's
// role. Checks and foreign keys are dropped in this database only, so that a row can be made for any
// table; the policies and grants are the real ones.

const MINE = 'org_mine'
const THEIRS = 'org_theirs'
const OUTSIDE_THE_RULES = new Set(['migrations'])

interface Table {
  name: string
  kind: string
  organisationColumn: string | null
  columns: { name: string; type: string; generated: boolean }[]
}

let app: TestApp
let superuser: pg.Client
let client: pg.Client
let tables: Table[] = []

const VALUES: Readonly<Record<string, unknown>> = {
  'timestamp with time zone': '2026-11-02T10:00:00Z',
  date: '2026-11-02',
  boolean: false,
  jsonb: '{}',
  bytea: '\\x00',
  ARRAY: '{}',
  uuid: '00000000-0000-0000-0000-000000000000',
}
const NUMBERS = new Set(['integer', 'bigint', 'smallint', 'double precision', 'real', 'numeric'])

const valueFor = (
  table: Table,
  column: Table['columns'][number],
  organisation: string,
): unknown => {
  if (column.name === table.organisationColumn) return organisation
  if (NUMBERS.has(column.type)) return 1
  return column.type in VALUES ? VALUES[column.type] : `${organisation}-${column.name}`
}

const insertFor = (table: Table, organisation: string): [string, unknown[]] => {
  const columns = table.columns.filter((column) => !column.generated)
  const names = columns.map((column) => `"${column.name}"`).join(', ')
  const places = columns.map((_, place) => `$${place + 1}`).join(', ')
  return [
    `insert into "${table.name}" (${names}) values (${places})`,
    columns.map((column) => valueFor(table, column, organisation)),
  ]
}

/** Runs SQL as the application's role for my organisation; always rolled back. */
const asApplication = async (text: string, values: unknown[] = []): Promise<number | string> => {
  await client.query('begin')
  try {
    await client.query(
      `select set_config('role', 'wardround_app', true), set_config('wardround.organisation', $1, true),
        set_config('wardround.actor', 'acc_me', true), set_config('wardround.authority', '', true)`,
      [MINE],
    )
    return (await client.query(text, values)).rowCount ?? 0
  } catch (refusal) {
    return (refusal as { code?: string }).code ?? 'fault'
  } finally {
    await client.query('rollback')
  }
}

beforeAll(async () => {
  app = await testApp()
  const [database] = await app.sql<{ name: string }>('select current_database() as name')
  const url = new URL(app.databaseUrl)
  client = new pg.Client({ connectionString: url.href })
  superuser = new pg.Client({ connectionString: app.superuserUrl })
  await client.connect()
  await superuser.connect()
  expect(database?.name).toBe(url.pathname.slice(1))
  await dropChecksAndKeys()
  tables = await readTables()
  for (const table of tables) {
    const [text, values] = insertFor(table, THEIRS)
    await superuser.query(text, values)
  }
})

afterAll(async () => {
  await client.end()
  await superuser.end()
  await app.close()
})

const dropChecksAndKeys = async (): Promise<void> => {
  const { rows } = await superuser.query<{ target: string; name: string }>(`
    select conrelid::regclass::text as target, conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('c', 'f') order by contype desc`)
  for (const row of rows)
    await superuser.query(`alter table ${row.target} drop constraint "${row.name}"`)
}

const readTables = async (): Promise<Table[]> => {
  const { rows } = await superuser.query<Table>(`
    select c.relname as name, coalesce(k.kind, 'not declared') as kind,
      k.organisation_column as "organisationColumn",
      json_agg(json_build_object('name', i.column_name, 'type', i.data_type,
        'generated', i.is_generated = 'ALWAYS' or i.is_identity = 'YES') order by i.ordinal_position) as columns
    from pg_class c
      left join table_kinds k on k.table_name = c.relname
      join information_schema.columns i on i.table_schema = 'public' and i.table_name = c.relname
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    group by 1, 2, 3 order by 1`)
  return rows.filter((row) => !OUTSIDE_THE_RULES.has(row.name))
}

describe('row-level security', () => {
  test('every table is declared and its security is forced', async () => {
    const loose = await superuser.query(`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and not (relrowsecurity and relforcerowsecurity)`)
    expect(loose.rows.map((row) => row.relname)).toEqual([...OUTSIDE_THE_RULES])
    expect(tables.filter((table) => table.kind === 'not declared')).toEqual([])
    expect(tables.length).toBeGreaterThan(20)
  })

  test('no role of ours bypasses it or is a superuser', async () => {
    const { rows } = await superuser.query(
      `select rolname from pg_roles where rolname like 'wardround%' and (rolsuper or rolbypassrls)`,
    )
    expect(rows).toEqual([])
  })

  test('what looks past it is for the application’s role, not for everybody', async () => {
    const { rows } = await superuser.query(`
      select p.proname, has_function_privilege('wardround_app', p.oid, 'execute') as app,
        exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                 where a.grantee = 0) as everybody
      from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace`)
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.filter(({ app, everybody }) => everybody || !app)).toEqual([])
  })

  test('another organisation’s rows cannot be read from tenant and system tables', async () => {
    for (const table of tables.filter((one) => one.kind === 'tenant' || one.kind === 'system')) {
      const seen = await asApplication(`select 1 from "${table.name}"`)
      expect([0, '42501'], `${table.name} shows ${seen} rows of another organisation`).toContain(
        seen,
      )
    }
  })

  test('another organisation’s rows cannot be changed in any table', async () => {
    for (const table of tables) {
      const column = table.organisationColumn ?? table.columns[0]?.name
      const changed = await asApplication(`update "${table.name}" set "${column}" = "${column}"`)
      expect([0, '42501'], `${table.name}: update touched ${changed}`).toContain(changed)
    }
  })

  test('another organisation’s rows cannot be deleted from any table', async () => {
    for (const table of tables) {
      const deleted = await asApplication(`delete from "${table.name}"`)
      expect([0, '42501'], `${table.name}: delete touched ${deleted}`).toContain(deleted)
    }
  })

  test('a row cannot be written in another organisation’s name', async () => {
    for (const table of tables) {
      const [text, values] = insertFor(table, 'org_third')
      expect(await asApplication(text, values), `${table.name} took the row`).toBe('42501')
    }
  })

  test('without an organisation nothing of a tenant is seen', async () => {
    await client.query('begin')
    await client.query(`select set_config('role', 'wardround_app', true)`)
    for (const table of tables.filter((one) => one.kind === 'tenant')) {
      const { rowCount } = await client.query(`select 1 from "${table.name}"`)
      expect(rowCount, table.name).toBe(0)
    }
    await client.query('rollback')
  })

  test('the tables of sign-in are out of reach', async () => {
    expect(await asApplication('select 1 from sign_in.users')).toBe('42501')
  })
})
