import type pg from 'pg'

/** A table of the registry or of sign-in, as it is copied. */
export interface RegistryTable {
  schema: string
  name: string
  columns: string[]
}

/** Every table that a backup holds, the schemas of the registry and of sign-in; generated columns are left out. */
export const readTables = async (client: pg.ClientBase): Promise<RegistryTable[]> => {
  const { rows } = await client.query<RegistryTable>(`
    select n.nspname as schema, c.relname as name,
      array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and n.nspname in ('public', 'sign_in')
      and not (n.nspname = 'public' and c.relname in ('migrations', 'table_kinds'))
    group by 1, 2 order by 1, 2`)
  return rows
}

/** The table and its columns, quoted. */
export const copyTarget = (client: pg.ClientBase, table: RegistryTable): string =>
  `${quoted(client, table)} (${table.columns.map((name) => client.escapeIdentifier(name)).join(', ')})`

/** The table's name, quoted. */
export const quoted = (client: pg.ClientBase, table: RegistryTable): string =>
  `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)}`
