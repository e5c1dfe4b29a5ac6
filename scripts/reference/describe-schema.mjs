// The registry's schema as text: tables with columns, constraints, indexes, policies and grants, and
// the functions that look across organisations. Not for loading; for reading and for reviewing changes.

const TABLES = `
  select c.oid, c.relname as name, k.kind, obj_description(c.oid) as comment
  from pg_class c left join table_kinds k on k.table_name = c.relname
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`
const COLUMNS = `
  select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as needed,
    pg_get_expr(d.adbin, d.adrelid) as value
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`
const CONSTRAINTS = `
  select conname as name, pg_get_constraintdef(oid) as text from pg_constraint
  where conrelid = $1 and contype in ('p', 'f', 'u', 'c') order by contype desc, conname`
const INDEXES = `
  select pg_get_indexdef(i.indexrelid) as text from pg_index i
  where i.indrelid = $1 and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
  order by 1`
const POLICIES = `
  select policyname as name, cmd, array_to_string(roles, ', ') as roles, qual, with_check
  from pg_policies where schemaname = 'public' and tablename = $1 and policyname <> 'definer' order by policyname`
const GRANTS = `
  select string_agg(p, ', ') as rights from unnest(array['select', 'insert', 'update', 'delete']) p
  where has_table_privilege('wardround_app', $1::oid, p) or has_any_column_privilege('wardround_app', $1::oid, nullif(p, 'delete'))`
const FUNCTIONS = `
  select pg_get_functiondef(p.oid) as text from pg_proc p
  where p.pronamespace = 'public'::regnamespace and p.prosecdef order by p.proname`

/** Describes the migrated database behind a pool. */
export const describeSchema = async (pool) => {
  const client = await pool.connect()
  try {
    await client.query('begin; set local role wardround_definer')
    const parts = [
      '-- Generated from migrations/registry by npm run generate. Read it; do not load it.',
    ]
    for (const table of (await client.query(TABLES)).rows)
      parts.push(await describeTable(client, table))
    for (const row of (await client.query(FUNCTIONS)).rows) parts.push(`${row.text.trim()};`)
    return `${parts.join('\n\n')}\n`
  } finally {
    await client.query('rollback')
    client.release()
  }
}

const describeTable = async (client, table) => {
  const ask = async (text, value) => (await client.query(text, [value])).rows
  const columns = (await ask(COLUMNS, table.oid)).map(
    (one) =>
      `  ${one.name} ${one.type}${one.needed ? ' not null' : ''}${one.value ? ` default ${one.value}` : ''}`,
  )
  const constraints = (await ask(CONSTRAINTS, table.oid)).map(
    (one) => `  constraint ${one.name} ${one.text}`,
  )
  const indexes = (await ask(INDEXES, table.oid)).map((one) => `${one.text};`)
  const policies = (await ask(POLICIES, table.name)).map(
    (one) =>
      `-- policy ${one.name}: ${one.cmd.toLowerCase()} for ${one.roles}${one.qual ? ` using ${flat(one.qual)}` : ''}${one.with_check ? ` with check ${flat(one.with_check)}` : ''}`,
  )
  const [grants] = await ask(GRANTS, table.oid)
  return [
    `-- ${table.kind ?? 'outside the rules'}${table.comment ? `: ${table.comment}` : ''}`,
    `create table ${table.name} (`,
    [...columns, ...constraints].join(',\n'),
    ');',
    ...indexes,
    `-- the application may: ${grants?.rights ?? 'nothing'}`,
    ...policies,
  ].join('\n')
}

const flat = (text) => text.replaceAll(/\s+/g, ' ')
