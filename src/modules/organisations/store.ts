import { sql, type Selectable } from 'kysely'
import { NotFound } from '#kernel/errors.js'
import { escapeLike } from '#registry/escape-like.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import { refuseLostEdit } from '#registry/refuse-lost-edit.js'
import { ORGANISATION_KIND_NAMES, type Organisation, type OrganisationKind } from './model.js'
import { NAMED_BY_SOMEBODY } from './rules.js'

/** The organisation with this id, or undefined. */
export const readOrganisation = async (
  db: ReadDb,
  id: string,
): Promise<Organisation | undefined> => {
  const row = await organisationRows(db).where('id', '=', id).executeTakeFirst()
  return row && toOrganisation(row)
}

/** The organisation with this id. Throws NotFound. */
export const requireOrganisation = async (db: ReadDb, id: string): Promise<Organisation> => {
  const organisation = await readOrganisation(db, id)
  if (!organisation) throw new NotFound('There is no such organisation in the register.')
  return organisation
}

/** The organisation with this ODS code, whatever its capitals, or undefined. */
export const readOrganisationByCode = async (
  db: ReadDb,
  code: string,
): Promise<Organisation | undefined> => {
  const row = await organisationRows(db)
    .where('ods_code', '=', code.trim().toUpperCase())
    .executeTakeFirst()
  return row && toOrganisation(row)
}

/** Organisations whose name holds every word, or whose code is the word; at most `limit`, by name. */
export const searchOrganisations = async (
  db: ReadDb,
  wanted: { text: string; kinds?: readonly OrganisationKind[]; limit: number },
): Promise<Organisation[]> => {
  let rows = organisationRows(db).where(holdsWords(wanted.text))
  if (wanted.kinds) rows = rows.where('kind', 'in', [...wanted.kinds])
  const found = await rows
    .orderBy(sql`closed is not null, lower(name), id`)
    .limit(wanted.limit)
    .execute()
  return found.map(toOrganisation)
}

/** The condition that a row's name holds every word of a text, or its code is the word. */
export const holdsWords = (text: string) => {
  const words = text.trim().toLowerCase().split(/\s+/).slice(0, 8).filter(Boolean)
  if (words.length === 0) return sql<boolean>`true`
  const each = words.map((word) => {
    const like = `%${escapeLike(word)}%`
    return sql`(lower(organisations.name) like ${like} or organisations.ods_code = ${word.toUpperCase()})`
  })
  return sql<boolean>`${sql.join(each, sql` and `)}`
}

/** Integrated care boards that an organisation belongs to on the day of the transaction, by name. */
export const systemsOf = async (db: ReadDb, organisationId: string): Promise<Organisation[]> => {
  const rows = await organisationRows(db)
    .innerJoin('system_memberships as m', 'm.system_id', 'organisations.id')
    .where('m.organisation_id', '=', organisationId)
    .where(sql<boolean>`m.member_from <= current_day()`)
    .where(sql<boolean>`(m.member_until is null or m.member_until > current_day())`)
    .orderBy(sql`lower(organisations.name), organisations.id`)
    .execute()
  return rows.map(toOrganisation)
}

/** The supplier with this name, whatever its capitals and punctuation. */
export const readSupplierByName = async (
  db: ReadDb,
  name: string,
): Promise<Organisation | undefined> => {
  const row = await organisationRows(db)
    .where('kind', '=', 'supplier')
    .where(sql<boolean>`plain_name(name) = plain_name(${name})`)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row && toOrganisation(row)
}

/** An open organisation whose name is or is like the one somebody gave. */
export interface LikelySupplier {
  id: string
  name: string
  /** The same name, whatever its capitals and punctuation. */
  exact: boolean
}

/** Open organisations that a supplier's name may mean: the same name first, then suppliers, then most alike. */
export const likelySuppliers = (
  db: ReadDb,
  name: string,
  most: number,
): Promise<LikelySupplier[]> => {
  const text = name.trim().toLowerCase()
  return db
    .selectFrom('organisations')
    .select(['id', 'name', sql<boolean>`plain_name(name) = plain_name(${text})`.as('exact')])
    .where('kind', '<>', 'gp-practice')
    .where('closed', 'is', null)
    .where(
      sql<boolean>`(lower(name) like ${`%${escapeLike(text)}%`} or lower(name) % ${text}
        or plain_name(name) = plain_name(${text}))`,
    )
    .orderBy(sql`exact desc, kind = 'supplier' desc, similarity(lower(name), ${text}) desc, id`)
    .limit(most)
    .execute()
}

/** An organisation as somebody named it, not a national file. */
interface NamedOrganisation {
  id: string
  name: string
  kind: OrganisationKind
  odsCode: string | null
}

/** Adds an organisation that somebody named. Throws Conflict where its ODS code is listed. */
export const insertNamed = async (
  tx: Tx,
  { odsCode, ...named }: NamedOrganisation,
  at: Date,
): Promise<void> => {
  await tx
    .insertInto('organisations')
    .values({
      ...named,
      ods_code: odsCode,
      source: NAMED_BY_SOMEBODY,
      created_at: at,
      changed_at: at,
    })
    .execute()
}

/** The facts of an organisation that somebody named. */
export type NamedFacts = Pick<Organisation, 'name' | 'kind' | 'odsCode' | 'address' | 'postcode'>

/** Writes the facts of an organisation that somebody named, if nobody did since `revision`. Throws Conflict. */
export const updateNamed = async (
  tx: Tx,
  before: Organisation,
  revision: number,
  after: NamedFacts,
  at: Date,
): Promise<void> => {
  const updated = await tx
    .updateTable('organisations')
    .set({
      name: after.name,
      kind: after.kind,
      ods_code: after.odsCode,
      address: after.address === null ? null : after.address.join('\n'),
      postcode: after.postcode,
      changed_at: at,
      revision: sql`revision + 1`,
    })
    .where('id', '=', before.id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  refuseLostEdit(
    updated,
    {
      revision: before.revision,
      name: before.name,
      kind: before.kind,
      odsCode: before.odsCode ?? '',
      address: (before.address ?? []).join('\n'),
      postcode: before.postcode ?? '',
    },
    { kind: ORGANISATION_KIND_NAMES[before.kind] },
  )
}

/** Whether another open organisation that is no supplier has this name, whatever its capitals and punctuation. */
export const isNameListed = async (db: ReadDb, name: string, but = ''): Promise<boolean> => {
  const row = await organisationRows(db)
    .where('id', '<>', but)
    .where('kind', '<>', 'supplier')
    .where('closed', 'is', null)
    .where(sql<boolean>`plain_name(name) = plain_name(${name})`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Organisations, for a query to narrow. */
export const organisationRows = (db: ReadDb) =>
  db.selectFrom('organisations').selectAll('organisations')

/** An organisation of its row. */
export const toOrganisation = (row: Selectable<Rows['organisations']>): Organisation => ({
  id: row.id,
  odsCode: row.ods_code,
  name: row.name,
  kind: row.kind as OrganisationKind,
  regionCode: row.region_code,
  fileIcbCode: row.file_icb_code,
  subIcbCode: row.sub_icb_code,
  address: row.address === null ? null : row.address.split('\n'),
  postcode: row.postcode,
  opened: row.opened,
  closed: row.closed,
  source: row.source,
  sourceDate: row.source_date,
  isExample: row.is_example,
  revision: row.revision,
})
