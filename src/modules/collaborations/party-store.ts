import { sql } from 'kysely'
import { Conflict } from '#kernel/errors.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { Party, PartySignature, PartyState } from './model.js'

/** Everyone who is, was or was asked to be a party of a collaboration, in the order they were asked. */
export const readParties = async (db: ReadDb, collaborationId: string): Promise<Party[]> => {
  const rows = await db
    .selectFrom('collaboration_parties as p')
    .innerJoin('organisations', 'organisations.id', 'p.organisation_id')
    .selectAll('p')
    .select(['organisations.name as name', 'organisations.kind as kind'])
    .where('p.collaboration_id', '=', collaborationId)
    .orderBy('p.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.name,
    organisationKind: row.kind,
    state: row.state as PartyState,
    invitedByName: row.invited_by_name,
    invitedAt: row.invited_at,
    answeredByName: row.answered_by_name,
    answeredAt: row.answered_at,
    leftAt: row.left_at,
    leftByName: row.left_by_name,
    leftReason: row.left_reason,
  }))
}

/** Asks an organisation to be a party; the one that leads may enter itself as agreed. Throws Conflict. */
export const insertParty = async (
  tx: Tx,
  party: { id: string; collaborationId: string; organisationId: string; state: PartyState },
  by: { name: string; at: Date },
): Promise<void> => {
  const { rows } = await sql<{ made: number }>`select invite_party(${party.id},
    ${party.collaborationId}, ${party.organisationId}, ${party.state}, ${by.name}, ${by.at}) as made`.execute(
    tx,
  )
  if (rows[0]?.made !== 1) throw new Conflict('This collaboration takes no more parties.')
}

/** Answers for the actor's organisation whether it becomes a party. Throws Conflict when it was not asked. */
export const updateInvitation = async (
  tx: Tx,
  party: { collaborationId: string; organisationId: string; state: 'agreed' | 'declined' },
  by: { name: string; at: Date },
): Promise<void> => {
  const { numUpdatedRows } = await tx
    .updateTable('collaboration_parties')
    .set({ state: party.state, answered_by_name: by.name, answered_at: by.at })
    .where('collaboration_id', '=', party.collaborationId)
    .where('organisation_id', '=', party.organisationId)
    .where('state', '=', 'invited')
    .executeTakeFirst()
  if (numUpdatedRows !== 1n)
    throw new Conflict('Your organisation is not being asked, or has answered already.')
}

/** A party goes, and what it brought goes with it; the rows stay. Throws Conflict when it is none. */
export const partFrom = async (
  tx: Tx,
  party: { collaborationId: string; organisationId: string },
  by: { name: string; reason: string; at: Date },
): Promise<void> => {
  const { rows } = await sql<{ parted: number }>`select part_from_collaboration(
    ${party.collaborationId}, ${party.organisationId}, ${by.name}, ${by.reason}, ${by.at}) as parted`.execute(
    tx,
  )
  if (rows[0]?.parted !== 1)
    throw new Conflict('This organisation is no party now, or it leads: what it leads, it ends.')
}

/** Who signed, latest first. */
export const readSignatures = async (
  db: ReadDb,
  collaborationId: string,
): Promise<PartySignature[]> => {
  const rows = await db
    .selectFrom('collaboration_signatures as s')
    .innerJoin('organisations', 'organisations.id', 's.organisation_id')
    .selectAll('s')
    .select('organisations.name as name')
    .where('s.collaboration_id', '=', collaborationId)
    .orderBy('s.id', 'desc')
    .execute()
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    organisationName: row.name,
    wording: row.wording,
    signedByName: row.signed_by_name,
    role: row.role,
    signedAt: row.signed_at,
  }))
}

/** Signs a wording for the actor's organisation. */
export const insertSignature = async (
  tx: Tx,
  one: { id: string; collaborationId: string; organisationId: string; wording: number },
  by: { id: string; name: string; role: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('collaboration_signatures')
    .values({
      id: one.id,
      collaboration_id: one.collaborationId,
      organisation_id: one.organisationId,
      wording: one.wording,
      signed_by: by.id,
      signed_by_name: by.name,
      role: by.role,
      signed_at: by.at,
    })
    .execute()
}
