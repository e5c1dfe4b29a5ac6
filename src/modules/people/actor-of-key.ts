import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '#kernel/actor.js'
import { isRole } from '#kernel/roles.js'
import { query } from '#registry/query.js'
import { keyState } from './rules.js'

/** The actor of an API key by its hash, or null when there is none, it expired or was revoked. */
export const actorOfKey = query({
  name: 'people.actor-of-key',
  allow: ['public'],
  input: z.object({ hash: z.string().max(200) }),
  async run({ db, now }, { hash }): Promise<Actor | null> {
    const { rows } = await sql<KeyRow>`select * from api_key_by_hash(${hash})`.execute(db)
    const key = rows[0]
    if (!key) return null
    const { expires_at: expiresAt, revoked_at: revokedAt } = key
    if (keyState({ expiresAt, revokedAt }, now) !== 'works') return null
    return {
      kind: 'key',
      id: key.id,
      name: key.name,
      organisationId: key.organisation_id,
      organisationName: key.organisation_name,
      roles: isRole(key.role) ? [key.role] : [],
      scopes: key.scopes,
    }
  },
})

interface KeyRow {
  id: string
  organisation_id: string
  organisation_name: string
  name: string
  scopes: string[]
  role: string
  expires_at: Date | null
  revoked_at: Date | null
}
