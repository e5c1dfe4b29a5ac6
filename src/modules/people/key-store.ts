import { isRole, type Role } from '#kernel/roles.js'
import type { CalendarDate } from '#kernel/time.js'
import type { ReadDb, Tx } from '#registry/handles.js'
import type { ApiKey } from './model.js'

/** The API keys of an organisation, working ones first, newest first. */
export const readApiKeys = async (db: ReadDb, organisationId: string): Promise<ApiKey[]> => {
  const rows = await db
    .selectFrom('api_keys')
    .leftJoin('people', 'people.id', 'api_keys.created_by')
    .selectAll('api_keys')
    .select('people.name as maker')
    .where('api_keys.organisation_id', '=', organisationId)
    .orderBy((order) => order('revoked_at', 'is not', null))
    .orderBy('api_keys.id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    role: isRole(row.role) ? row.role : 'staff',
    scopes: row.scopes,
    createdBy: row.maker ?? 'Wardround',
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedOn: row.last_used_on,
    revokedAt: row.revoked_at,
  }))
}

/** The role of a key and how long it works; undefined for an unknown one. */
export const readKeyRole = (
  db: ReadDb,
  id: string,
): Promise<(Pick<ApiKey, 'revokedAt' | 'expiresAt'> & { role: string }) | undefined> =>
  db
    .selectFrom('api_keys')
    .select(['role', 'revoked_at as revokedAt', 'expires_at as expiresAt'])
    .where('id', '=', id)
    .executeTakeFirst()

/** Adds a key by the digest of its text. */
export const insertApiKey = async (
  tx: Tx,
  key: {
    id: string
    organisationId: string
    name: string
    prefix: string
    hash: string
    scopes: readonly string[]
    role: Role
    expiresAt: Date
  },
  told: { by: string; at: Date },
): Promise<void> => {
  await tx
    .insertInto('api_keys')
    .values({
      id: key.id,
      organisation_id: key.organisationId,
      name: key.name,
      prefix: key.prefix,
      key_hash: key.hash,
      scopes: [...key.scopes],
      role: key.role,
      created_by: told.by,
      created_at: told.at,
      expires_at: key.expiresAt,
    })
    .execute()
}

/** Revokes a key; undefined when there is none that still works. */
export const markRevoked = async (
  tx: Tx,
  id: string,
  { by, at }: { by: string; at: Date },
): Promise<{ name: string } | undefined> =>
  tx
    .updateTable('api_keys')
    .set({ revoked_at: at, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning('name')
    .executeTakeFirst()

/** Notes the day a key was used; writes at most once a day. */
export const markUsed = async (tx: Tx, id: string, day: CalendarDate): Promise<void> => {
  await tx
    .updateTable('api_keys')
    .set({ last_used_on: day })
    .where('id', '=', id)
    .where('last_used_on', 'is distinct from', day)
    .execute()
}
