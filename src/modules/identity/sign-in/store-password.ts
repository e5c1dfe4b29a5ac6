import { randomUUID } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'

/** Sets the hash of an account's password, whether or not it had one. */
export const storePassword = async (
  client: Pool | PoolClient,
  { accountId, hash, now }: { accountId: string; hash: string; now: Date },
): Promise<void> => {
  await client.query(
    `insert into sign_in.credentials
       (id, account_id, provider_id, subject, password, created_at, updated_at)
     values ($1, $2, 'credential', $2, $3, $4, $4)
     on conflict (account_id, provider_id)
       do update set password = excluded.password, updated_at = excluded.updated_at`,
    [randomUUID(), accountId, hash, now],
  )
}
