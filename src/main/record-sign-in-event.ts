import type { Pool } from 'pg'
import type { NewId } from '#kernel/ids.js'
import type { SignInEvent } from '#modules/identity/index.js'

/**
 * Writes what sign-in did into the audit trail. Sign-in writes its own tables outside command(), the
 * one exception of design.md; its audit lines belong to no organisation and name no secret.
 */
export const recordSignInEvent = async (
  pool: Pool,
  newId: NewId,
  event: SignInEvent,
): Promise<void> => {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('role', 'wardround_app', true)`)
    await client.query(
      `insert into audit (id, occurred_at, organisation_id, actor_id, actor_kind, actor_name,
         actor_roles, command, subject_kind, subject_id, after)
       values ($1, $2, null, $3, $4, $5, '{}', $6, 'account', $7, $8)`,
      [
        newId('aud'),
        event.at,
        event.accountId ?? 'public',
        event.accountId ? 'person' : 'public',
        event.accountId ?? 'Member of the public',
        `sign-in.${event.action}`,
        event.accountId ?? '-',
        JSON.stringify(event.detail),
      ],
    )
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback').catch(() => undefined)
    throw fault
  } finally {
    client.release()
  }
}
