import { sql } from 'kysely'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import type { ReadDb } from '#registry/handles.js'
import { identifiersIn } from './identifiers.js'
import { requirementOf } from './requirement-of.js'
import type { HistoryLine, Names } from './model.js'

/** What the identifiers in lines of the trail are called now, as far as the asker may see them. */
export const namesIn = async (db: ReadDb, lines: readonly HistoryLine[]): Promise<Names> => {
  const ids = identifiersIn(lines.map(({ before, after }) => [before, after]))
  if (ids.length === 0) return new Map()
  const wanted = sql`any(${ids})`
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisations where id = ${wanted}
    union all select id, name from people where id = ${wanted}
    union all select id, name from products where id = ${wanted}
    union all select id, name from versions where id = ${wanted}
    union all select id, name from sites where id = ${wanted}
    union all select id, title from use_cases where id = ${wanted}
    union all select id, title from opportunities where id = ${wanted}
    union all select d.id, p.name || ' at ' || o.name
      from deployments d join products p on p.id = d.product_id
      join organisations o on o.id = d.organisation_id where d.id = ${wanted}`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** What the requirements that lines of the trail are about are called in the agreed way of the asker. */
export const requirementNames = async (
  db: ReadDb,
  organisationId: string | null,
  lines: readonly HistoryLine[],
): Promise<Names> => {
  const ids = new Set(lines.flatMap((line) => requirementOf(line) ?? []))
  if (ids.size === 0) return new Map()
  const { requirements } = await agreedWayFor(db, organisationId)
  return new Map(requirements.filter(({ id }) => ids.has(id)).map(({ id, name }) => [id, name]))
}
