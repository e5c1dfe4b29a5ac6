import type { PoolClient } from 'pg'
import type { SignInCore } from './core.js'
import { LINK_SECONDS } from './settings.js'
import { hashToken, makeToken } from './tokens.js'

/** What a one-time link lets its holder do. */
export type LinkPurpose = 'new-password' | 'first-account'

/** The page of a link; its token follows after a slash. */
export const LINK_PATHS: Readonly<Record<LinkPurpose, string>> = {
  'new-password': '/new-password',
  'first-account': '/first-account',
}

/** A link that was made, and until when it works. */
export interface OneTimeLink {
  url: string
  token: string
  expiresAt: Date
}

/** Makes a link that works once, for an hour, and ends earlier ones for the same. Stored hashed. */
export const makeLink = async (
  core: SignInCore,
  { purpose, accountId, by }: { purpose: LinkPurpose; accountId: string | null; by: string },
): Promise<OneTimeLink> => {
  const token = makeToken(core.randomBytes)
  const now = core.clock.now()
  const expiresAt = new Date(now.getTime() + LINK_SECONDS * 1000)
  await core.pool.query(
    `with ended as (delete from sign_in.one_time_links
       where purpose = $2 and account_id is not distinct from $3)
     insert into sign_in.one_time_links (token_hash, purpose, account_id, made_by, expires_at, created_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [hashToken(token), purpose, accountId, by, expiresAt, now],
  )
  const url = new URL(`${LINK_PATHS[purpose]}/${token}`, core.baseUrl).href
  return { url, token, expiresAt }
}

/** Whether a link still works, without using it; gives whose account it is about. */
export const findLink = async (
  core: SignInCore,
  purpose: LinkPurpose,
  token: string,
): Promise<{ accountId: string | null } | null> => {
  const { rows } = await core.pool.query<{ accountId: string | null }>(
    `select account_id as "accountId" from sign_in.one_time_links
     where token_hash = $1 and purpose = $2 and expires_at > $3`,
    [hashToken(token), purpose, core.clock.now()],
  )
  return rows[0] ?? null
}

/** Uses a link up inside a transaction; false when it was used, has expired or never was. */
export const useLink = async (
  core: SignInCore,
  client: PoolClient,
  { purpose, token }: { purpose: LinkPurpose; token: string },
): Promise<boolean> => {
  const { rowCount } = await client.query(
    'delete from sign_in.one_time_links where token_hash = $1 and purpose = $2 and expires_at > $3',
    [hashToken(token), purpose, core.clock.now()],
  )
  return rowCount === 1
}
