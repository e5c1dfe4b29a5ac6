import { sql, type Selectable } from 'kysely'
import { isRole, type Role } from '#kernel/roles.js'
import type { ReadDb, Rows, Tx } from '#registry/handles.js'
import type { Invitation } from './model.js'

/** An invitation by the digest of its secret, whoever asks; null when there is none. */
export const readInvitationByHash = async (
  db: ReadDb,
  hash: string,
): Promise<Omit<Invitation, 'invitedBy' | 'invitedAt'> | null> => {
  const { rows } = await sql<HashRow>`select * from invitation_by_token(${hash})`.execute(db)
  const row = rows[0]
  if (!row) return null
  return {
    id: row.id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    name: row.name,
    email: row.email,
    roles: row.roles.filter(isRole),
    expiresAt: row.expires_at,
    acceptedAt: row.accepted_at,
    withdrawnAt: row.withdrawn_at,
  }
}

/** The invitations of an organisation that were neither accepted nor withdrawn, newest first. */
export const readOpenInvitations = async (
  db: ReadDb,
  organisationId: string,
): Promise<Invitation[]> => {
  const rows = await db
    .selectFrom('invitations')
    .innerJoin('organisations', 'organisations.id', 'invitations.organisation_id')
    .leftJoin('people', 'people.id', 'invitations.invited_by')
    .selectAll('invitations')
    .select(['organisations.name as organisation_name', 'people.name as inviter'])
    .where('invitations.organisation_id', '=', organisationId)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('invitations.id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    ...toInvitation(row),
    organisationName: row.organisation_name,
    invitedBy: row.inviter ?? 'Wardround',
  }))
}

/** Adds an invitation and withdraws earlier ones to the same address that still wait. */
export const insertInvitation = async (
  tx: Tx,
  invitation: {
    id: string
    organisationId: string
    name: string
    email: string
    roles: readonly Role[]
    expiresAt: Date
  },
  told: { tokenHash: string; by: string; at: Date },
): Promise<void> => {
  await withdrawInvitationsTo(tx, invitation, told.at)
  await tx
    .insertInto('invitations')
    .values({
      id: invitation.id,
      organisation_id: invitation.organisationId,
      name: invitation.name,
      email: invitation.email,
      roles: [...invitation.roles],
      token_hash: told.tokenHash,
      invited_by: told.by,
      invited_at: told.at,
      expires_at: invitation.expiresAt,
    })
    .execute()
}

/** Withdraws the invitations of an organisation to one address that still wait. */
export const withdrawInvitationsTo = async (
  tx: Tx,
  { organisationId, email }: { organisationId: string; email: string },
  at: Date,
): Promise<void> => {
  await tx
    .updateTable('invitations')
    .set({ withdrawn_at: at })
    .where('organisation_id', '=', organisationId)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute()
}

/** Uses an invitation up; false when it was accepted, withdrawn or is over. */
export const markAccepted = async (
  tx: Tx,
  id: string,
  { by, at }: { by: string; at: Date },
): Promise<boolean> => {
  const row = await tx
    .updateTable('invitations')
    .set({ accepted_at: at, accepted_by: by })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', at)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Withdraws an invitation that waits; undefined when there is none or it no longer waits. */
export const markWithdrawn = async (
  tx: Tx,
  id: string,
  at: Date,
): Promise<{ email: string } | undefined> =>
  tx
    .updateTable('invitations')
    .set({ withdrawn_at: at })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning('email')
    .executeTakeFirst()

interface HashRow {
  id: string
  organisation_id: string
  organisation_name: string
  email: string
  name: string
  roles: string[]
  expires_at: Date
  accepted_at: Date | null
  withdrawn_at: Date | null
}

const toInvitation = (row: Selectable<Rows['invitations']>) => ({
  id: row.id,
  organisationId: row.organisation_id,
  name: row.name,
  email: row.email,
  roles: row.roles.filter(isRole),
  invitedAt: row.invited_at,
  expiresAt: row.expires_at,
  acceptedAt: row.accepted_at,
  withdrawnAt: row.withdrawn_at,
})
