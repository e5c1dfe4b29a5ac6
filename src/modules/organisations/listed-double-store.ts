import { sql } from 'kysely'
import type { ReadDb, Tx } from '#registry/handles.js'
import { ODS_FORMS } from './ods/index.js'
import type { LikelyDouble, Organisation, OrganisationKind, SaidOfListed } from './model.js'

/** Names that are so alike (0 to 1, by their groups of three letters) may be of one organisation. */
const ALIKE = 0.5
const MOST = 5

/**
 * Open organisations that a national file lists and that one without a code may be: of the same name first,
 * then most alike; without those of which somebody has said that they are others.
 */
export const readLikelyDoubles = async (
  db: ReadDb,
  organisation: Organisation,
): Promise<LikelyDouble[]> => {
  if (organisation.odsCode !== null || organisation.kind === 'supplier') return []
  const name = organisation.name.toLowerCase()
  const rows = await db
    .selectFrom('organisations as o')
    .select(['o.id', 'o.name', 'o.ods_code', 'o.kind', 'o.postcode'])
    .where('o.ods_code', 'is not', null)
    .where('o.source', 'in', [...ODS_FORMS, 'reference-pack'])
    .where('o.closed', 'is', null)
    .where('o.kind', 'not in', ['supplier', 'sub-icb', 'ccg'])
    .where(sql<boolean>`(plain_name(o.name) = plain_name(${name}) or (lower(o.name) % ${name}
      and similarity(lower(o.name), ${name}) >= ${ALIKE}))`)
    .where(sql<boolean>`not exists (select 1 from listed_doubles d
      where d.organisation_id = ${organisation.id} and d.listed_id = o.id and d.taken_back_at is null)`)
    .orderBy(
      sql`plain_name(o.name) = plain_name(${name}) desc, similarity(lower(o.name), ${name}) desc, o.id`,
    )
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    odsCode: row.ods_code ?? '',
    kind: row.kind as OrganisationKind,
    postcode: row.postcode,
  }))
}

/** Which listed organisation somebody said an organisation is, while that stands. */
export const readSaidOfListed = async (
  db: ReadDb,
  organisationId: string,
): Promise<SaidOfListed | undefined> =>
  db
    .selectFrom('listed_doubles')
    .select([
      'id',
      'listed_id as listedId',
      'listed_name as listedName',
      'listed_code as listedCode',
      'said_by as saidBy',
      'said_at as saidAt',
    ])
    .where('organisation_id', '=', organisationId)
    .where('is_same', '=', true)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst()

/** Notes that listed organisations are others than one that somebody named. */
export const insertOthers = async (
  tx: Tx,
  organisationId: string,
  others: readonly (LikelyDouble & { noteId: string })[],
  by: { name: string; at: Date },
): Promise<void> => {
  if (others.length === 0) return
  await tx
    .insertInto('listed_doubles')
    .values(
      others.map((one) => ({
        id: one.noteId,
        organisation_id: organisationId,
        listed_id: one.id,
        listed_name: one.name,
        listed_code: one.odsCode,
        is_same: false,
        said_by: by.name,
        said_at: by.at,
      })),
    )
    .execute()
}

/**
 * Takes a listed organisation out and gives its code and facts to one without a code; false where something
 * hangs on the listed one. Both as they were are kept.
 */
export const takeOverListed = async (
  tx: Tx,
  noteId: string,
  organisation: Organisation,
  listed: Organisation,
  by: { name: string; at: Date },
): Promise<boolean> => {
  const kept = await sql<{ before: string; listed: string }>`
    select to_jsonb(h)::text as before, to_jsonb(l)::text as listed
      from organisations h, organisations l where h.id = ${organisation.id} and l.id = ${listed.id}`.execute(
    tx,
  )
  const { rows } = await sql<{ moved: string[] | null }>`
    select take_out_listed(${listed.id}, ${organisation.id}) as moved`.execute(tx)
  const moved = rows[0]?.moved
  const both = kept.rows[0]
  if (!moved || !both) return false
  const after = await sql<{ revision: number }>`
    update organisations h set name = l.name, kind = l.kind, ods_code = l.ods_code, region_code = l.region_code,
        file_icb_code = l.file_icb_code, sub_icb_code = l.sub_icb_code, address = l.address,
        postcode = l.postcode, opened = l.opened, closed = l.closed, source = l.source,
        source_date = l.source_date, changed_at = ${by.at}, revision = h.revision + 1
      from jsonb_populate_record(null::organisations, ${both.listed}::jsonb) l
     where h.id = ${organisation.id} returning h.revision`.execute(tx)
  await tx
    .insertInto('listed_doubles')
    .values({
      id: noteId,
      organisation_id: organisation.id,
      listed_id: listed.id,
      listed_name: listed.name,
      listed_code: listed.odsCode ?? '',
      is_same: true,
      said_by: by.name,
      said_at: by.at,
      before: both.before,
      listed: both.listed,
      moved_proposals: moved,
      revision_after: after.rows[0]?.revision ?? 0,
    })
    .execute()
  return true
}

/** Puts both back as they were; false where the organisation was changed, or belongs to a system, since. */
export const giveListedBack = async (
  tx: Tx,
  said: SaidOfListed,
  organisationId: string,
  by: { name: string; at: Date },
): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    update organisations h set name = b.name, kind = b.kind, ods_code = b.ods_code, region_code = b.region_code,
        file_icb_code = b.file_icb_code, sub_icb_code = b.sub_icb_code, address = b.address,
        postcode = b.postcode, opened = b.opened, closed = b.closed, source = b.source,
        source_date = b.source_date, changed_at = ${by.at}, revision = h.revision + 1
      from listed_doubles d, jsonb_populate_record(null::organisations, d.before) b
     where d.id = ${said.id} and h.id = ${organisationId} and h.revision = d.revision_after
       and not exists (select 1 from system_membership_proposals p
         where p.id = any (d.moved_proposals) and p.decided_at is not null)`.execute(tx)
  if (numAffectedRows !== 1n) return false
  const { rows } = await sql<{ back: boolean }>`select put_listed_back(${said.id}) as back`.execute(
    tx,
  )
  await tx
    .updateTable('listed_doubles')
    .set({ taken_back_by: by.name, taken_back_at: by.at })
    .where('id', '=', said.id)
    .execute()
  return rows[0]?.back ?? false
}
