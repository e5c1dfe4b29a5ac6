import { sql } from 'kysely'
import { Conflict } from '#kernel/errors.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { OpenProposal, SystemMembership } from './model.js'

/** Every membership of a system that an organisation has or had, newest first. */
export const readMemberships = async (
  db: ReadDb,
  organisationId: string,
): Promise<SystemMembership[]> =>
  (
    await membershipRows(db)
      .where('m.organisation_id', '=', organisationId)
      .orderBy(sql`m.member_until is not null, m.member_from desc, m.id`)
      .execute()
  ).map(toMembership)

/** The membership with this id, or undefined. */
export const readMembership = async (
  db: ReadDb,
  id: string,
): Promise<SystemMembership | undefined> => {
  const row = await membershipRows(db).where('m.id', '=', id).executeTakeFirst()
  return row && toMembership(row)
}

/** The members of a system today, by name; at most so many. */
export const readMembers = async (
  db: ReadDb,
  systemId: string,
  most: number,
): Promise<{ id: string; name: string; from: CalendarDate }[]> =>
  db
    .selectFrom('system_memberships as m')
    .innerJoin('organisations as o', 'o.id', 'm.organisation_id')
    .select(['o.id', 'o.name', 'm.member_from as from'])
    .where('m.system_id', '=', systemId)
    .where(sql<boolean>`m.member_from <= current_day()`)
    .where(sql<boolean>`(m.member_until is null or m.member_until > current_day())`)
    .orderBy(sql`lower(o.name), o.id`)
    .limit(most)
    .execute()

/** Writes that an organisation belongs to a system. */
export const insertMembership = async (
  tx: Tx,
  membership: {
    id: string
    organisationId: string
    systemId: string
    from: CalendarDate
    source: string
  },
  by: { name: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('system_memberships')
    .values({
      id: membership.id,
      organisation_id: membership.organisationId,
      system_id: membership.systemId,
      member_from: membership.from,
      confirmed_by: by.name,
      confirmed_at: by.at,
      source: membership.source,
    })
    .execute()
}

/** Writes the day a membership ends. Throws Conflict when it has ended already. */
export const endMembershipRow = async (tx: Tx, id: string, until: CalendarDate): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('system_memberships')
    .set({ member_until: until })
    .where('id', '=', id)
    .where('member_until', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('This membership has already ended.')
}

/** Proposals about an organisation that wait for a person, oldest first. */
export const readOpenProposals = async (
  db: ReadDb,
  organisationId: string,
): Promise<OpenProposal[]> =>
  proposalRows(db).where('p.organisation_id', '=', organisationId).orderBy('p.id').execute()

/** The proposal with this id while it waits for a person, or undefined. */
export const readOpenProposal = async (db: ReadDb, id: string): Promise<OpenProposal | undefined> =>
  proposalRows(db).where('p.id', '=', id).executeTakeFirst()

/** Writes what a person decided about a proposal. Throws Conflict when somebody did before. */
export const decideProposalRow = async (
  tx: Tx,
  id: string,
  accepted: boolean,
  by: { id: string; at: Date },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('system_membership_proposals')
    .set({ accepted, decided_by: by.id, decided_at: by.at })
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw new Conflict('Somebody has already decided about this.')
}

const membershipRows = (db: ReadDb) =>
  db
    .selectFrom('system_memberships as m')
    .innerJoin('organisations as s', 's.id', 'm.system_id')
    .selectAll('m')
    .select(['s.name as system_name', 's.ods_code as system_code'])

type MembershipRow = Awaited<ReturnType<ReturnType<typeof membershipRows>['execute']>>[number]

const toMembership = (row: MembershipRow): SystemMembership => ({
  id: row.id,
  organisationId: row.organisation_id,
  systemId: row.system_id,
  systemCode: row.system_code,
  systemName: row.system_name,
  from: row.member_from,
  until: row.member_until,
  confirmedBy: row.confirmed_by,
  confirmedAt: row.confirmed_at,
  source: row.source,
})

const proposalRows = (db: ReadDb) =>
  db
    .selectFrom('system_membership_proposals as p')
    .innerJoin('organisations as s', 's.id', 'p.system_id')
    .select([
      'p.id',
      'p.organisation_id as organisationId',
      'p.system_id as systemId',
      's.name as systemName',
      'p.reason',
      'p.proposed_at as proposedAt',
    ])
    .where('p.decided_at', 'is', null)
