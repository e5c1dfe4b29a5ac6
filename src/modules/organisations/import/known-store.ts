import { sql } from 'kysely'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import { ODS_FORMS, type KnownOrganisation, type OdsKind, type Succession } from '../ods/index.js'

/** Every organisation held, as imports compare it, with its id. */
export type HeldOrganisation = KnownOrganisation & { readonly id: string }

/** What to write of one organisation. */
export interface WrittenOrganisation {
  readonly id: string
  readonly known: KnownOrganisation
  readonly sourceDate: CalendarDate
}

/** Rows a statement writes at most, so that its parameters stay under PostgreSQL's 65,535. */
const AT_ONCE = 1000

/** Every organisation held, for an import to compare with. */
export const readHeld = async (db: ReadDb): Promise<HeldOrganisation[]> => {
  const rows = await db.selectFrom('organisations').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    // What is no kind of a national file compares as another kind, which needs a person.
    kind: row.kind as OdsKind,
    code: row.ods_code,
    name: row.name,
    regionCode: row.region_code,
    icbCode: row.file_icb_code,
    subIcbCode: row.sub_icb_code,
    address: row.address === null ? null : row.address.split('\n'),
    postcode: row.postcode,
    opened: row.opened,
    closed: row.closed,
    source: sourceOf(row.source),
  }))
}

/** Successions between organisations with codes, as far as imports explain a move by them. */
export const readSuccessionCodes = async (db: ReadDb): Promise<Succession[]> => {
  const rows = await db
    .selectFrom('organisation_successions as s')
    .innerJoin('organisations as p', 'p.id', 's.predecessor_id')
    .innerJoin('organisations as n', 'n.id', 's.successor_id')
    .select(['p.ods_code as predecessor', 'n.ods_code as successor', 's.kind', 's.effective'])
    .where('s.kind', '<>', 'rename')
    .execute()
  return rows.flatMap(({ predecessor, successor, kind, effective }) =>
    predecessor && successor
      ? [{ predecessor, successor, kind: kind as Succession['kind'], effective }]
      : [],
  )
}

/** Pairs of member and system that are open memberships, as `member system`. */
export const readOpenPairs = async (db: ReadDb): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('system_memberships')
    .select(['organisation_id', 'system_id'])
    .where('member_until', 'is', null)
    .execute()
  return new Set(rows.map((row) => `${row.organisation_id} ${row.system_id}`))
}

/** Writes organisations as they stand after an import: new ones added, others changed. */
export const writeOrganisations = async (
  tx: Tx,
  written: readonly WrittenOrganisation[],
  at: Date,
): Promise<void> => {
  for (let from = 0; from < written.length; from += AT_ONCE) {
    await tx
      .insertInto('organisations')
      .values(written.slice(from, from + AT_ONCE).map((one) => rowOf(one, at)))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({
          name: sql`excluded.name`,
          kind: sql`excluded.kind`,
          region_code: sql`excluded.region_code`,
          file_icb_code: sql`excluded.file_icb_code`,
          sub_icb_code: sql`excluded.sub_icb_code`,
          address: sql`excluded.address`,
          postcode: sql`excluded.postcode`,
          opened: sql`excluded.opened`,
          closed: sql`excluded.closed`,
          source: sql`excluded.source`,
          source_date: sql`excluded.source_date`,
          changed_at: sql`excluded.changed_at`,
          revision: sql`organisations.revision + 1`,
        }),
      )
      .execute()
  }
}

/** Writes proposals of membership; one that waits already stays as it is. */
export const writeProposals = async (
  tx: Tx,
  proposals: readonly { id: string; organisationId: string; systemId: string; reason: string }[],
  at: Date,
): Promise<void> => {
  for (let from = 0; from < proposals.length; from += AT_ONCE) {
    await tx
      .insertInto('system_membership_proposals')
      .values(
        proposals.slice(from, from + AT_ONCE).map((one) => ({
          id: one.id,
          organisation_id: one.organisationId,
          system_id: one.systemId,
          reason: one.reason,
          proposed_at: at,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

const rowOf = ({ id, known, sourceDate }: WrittenOrganisation, at: Date) => ({
  id,
  ods_code: known.code,
  name: known.name,
  kind: known.kind,
  region_code: known.regionCode,
  file_icb_code: known.icbCode,
  sub_icb_code: known.subIcbCode,
  address: known.address === null ? null : known.address.join('\n'),
  postcode: known.postcode,
  opened: known.opened,
  closed: known.closed,
  source: known.source,
  source_date: sourceDate,
  created_at: at,
  changed_at: at,
})

const sourceOf = (source: string): KnownOrganisation['source'] =>
  source === 'reference-pack' ? source : (ODS_FORMS.find((form) => form === source) ?? 'by-hand')
