import type { SignInCore } from './core.js'
import { requireAccount } from './find-account.js'

/**
 * Closes an account: its sessions and links end at once and it can no longer sign in. Its history
 * stays. Whether the last administrator may be closed is for the caller to decide. Throws NotFound.
 */
export const deactivateAccount = async (
  core: SignInCore,
  { accountId, by }: { accountId: string; by: string },
): Promise<void> => {
  await requireAccount(core, accountId)
  await core.pool.query(
    `with sessions as (delete from sign_in.sessions where account_id = $1),
          links as (delete from sign_in.one_time_links where account_id = $1)
     update sign_in.users set deactivated_at = coalesce(deactivated_at, $2), updated_at = $2
     where id = $1`,
    [accountId, core.clock.now()],
  )
  await core.audit('account-deactivated', accountId, { by })
}

/** Opens a closed account again, with the password it had. Throws NotFound. */
export const reactivateAccount = async (
  core: SignInCore,
  { accountId, by }: { accountId: string; by: string },
): Promise<void> => {
  await requireAccount(core, accountId)
  await core.pool.query(
    'update sign_in.users set deactivated_at = null, updated_at = $2 where id = $1',
    [accountId, core.clock.now()],
  )
  await core.audit('account-reactivated', accountId, { by })
}
