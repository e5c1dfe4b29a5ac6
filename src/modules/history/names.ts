import { sql } from 'kysely'
import { agreedWayFor } from '#modules/agreed-way/index.js'
import type { ReadDb } from '#registry/handles.js'
import { identifiersIn } from './identifiers.js'
import { requirementsIn, withRequirements } from './requirement-of.js'
import type { HistoryLine, Named, Names } from './model.js'

/**
 * What the identifiers in lines of the trail are called now and where they are shown, as far as the
 * asker may see them: the records themselves and all that stands before and after.
 */
export const namesIn = async (db: ReadDb, lines: readonly HistoryLine[]): Promise<Names> => {
  const ids = identifiersIn(
    lines.map(({ subjectId, before, after, reason }) => [subjectId, before, after, reason]),
  )
  if (ids.length === 0) return new Map()
  const wanted = sql`any(${ids})`
  const { rows } = await sql<{ id: string; name: string; kind: PlacedKind | null; at: string }>`
    select id, name, 'organisation' as kind, id as at from organisations where id = ${wanted}
    union all select id, name, 'person', id from people where id = ${wanted}
    union all select id, name, 'product', id from products where id = ${wanted}
    union all select v.id, p.name || ' ' || v.name, 'product', p.id
      from versions v join products p on p.id = v.product_id where v.id = ${wanted}
    union all select id, name, null, id from sites where id = ${wanted}
    union all select id, title, null, id from use_cases where id = ${wanted}
    union all select id, title, 'opportunity', id from opportunities where id = ${wanted}
    union all select id, name, 'collaboration', id from collaborations where id = ${wanted}
    union all select id, reference, 'concern', id from concerns where id = ${wanted}
    union all select a.id, p.name || ' ' || v.name || ': ' || a.use_case, 'alert', a.id
      from alerts a join products p on p.id = a.product_id join versions v on v.id = a.version_id
     where a.id = ${wanted}
    union all select id, 'H-' || number || ': ' || name, 'hazard', id from hazards where id = ${wanted}
    union all select id, title, 'proposal', id from way_proposals where id = ${wanted}
    union all select id, name, null, id from api_keys where id = ${wanted}
    union all select id, name, null, id from invitations where id = ${wanted}
    union all select id, requirement_id || ': ' || title, null, id from evidence_documents where id = ${wanted}
    union all select id, requirement_id, null, id from signed_answers where id = ${wanted}
    union all select d.id, p.name || ': ' || u.title || ', ' || o.name, 'deployment', d.id
      from deployments d join products p on p.id = d.product_id join use_cases u on u.id = d.use_case_id
      join organisations o on o.id = d.organisation_id where d.id = ${wanted}`.execute(db)
  return new Map(
    rows.map(({ id, name, kind, at }): [string, Named] => [
      id,
      { name, href: kind === null ? null : `${PLACES[kind]}/${at}` },
    ]),
  )
}

/**
 * The names of records, those that begin with the number of a requirement with its name too, and what
 * the requirements in lines of the trail are called in the agreed way of the asker.
 */
export const withRequirementNames = async (
  db: ReadDb,
  organisationId: string | null,
  lines: readonly HistoryLine[],
  names: Names,
): Promise<Names> => {
  const ids = requirementsIn([
    lines.map(({ before, after }) => [before, after]),
    [...names.values()],
  ])
  if (ids.length === 0) return names
  const { requirements } = await agreedWayFor(db, organisationId)
  const asked: Names = new Map(
    requirements
      .filter(({ id }) => ids.includes(id))
      .map(({ id, name }) => [id, { name, href: null }]),
  )
  const named = [...names].map(([id, { name, href }]): [string, Named] => [
    id,
    { name: /^R\d{2}\b/.test(name) ? withRequirements(name, asked) : name, href },
  ])
  return new Map([...named, ...asked])
}

/** Where records are shown that have a page of their own. */
const PLACES = {
  organisation: '/register/organisations',
  person: '/administration/people',
  product: '/register/products',
  opportunity: '/register/opportunities',
  collaboration: '/register/collaborations',
  concern: '/concerns',
  alert: '/alerts',
  hazard: '/hazards',
  proposal: '/framework/proposals',
  deployment: '/register/deployments',
} as const

type PlacedKind = keyof typeof PLACES
