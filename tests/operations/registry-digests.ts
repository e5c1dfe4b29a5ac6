import { createHash } from 'node:crypto'
import type { BehindTheScenes } from './behind-the-scenes.js'

/** Tables of the job queue's own, which a restore fills with what waits and nothing else. */
const COMPARED = `nspname in ('public', 'sign_in') and relname not in ('migrations', 'table_kinds')`

/** A digest of every row of every table, in an order of its own, by the table's name. */
export const registryDigests = async (
  behind: BehindTheScenes,
): Promise<Record<string, { rows: number; digest: string }>> => {
  const tables = await behind.sql<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     join pg_namespace n on n.oid = c.relnamespace where relkind = 'r' and ${COMPARED} order by 1`,
  )
  const digests: Record<string, { rows: number; digest: string }> = {}
  for (const { name } of tables) {
    const rows = await behind.sql<{ line: string }>(
      `select t::text as line from ${name} t order by t::text collate "C"`,
    )
    const text = rows.map((row) => row.line).join('\n')
    digests[name] = { rows: rows.length, digest: createHash('sha256').update(text).digest('hex') }
  }
  return digests
}
