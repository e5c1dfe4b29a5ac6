import type { SignInCore } from './core.js'
import { requireAccount } from './find-account.js'

/** Changes the name of an account, already checked by the caller. Throws NotFound. */
export const renameAccount = async (
  core: SignInCore,
  { accountId, name, by }: { accountId: string; name: string; by: string },
): Promise<void> => {
  await requireAccount(core, accountId)
  await core.pool.query('update sign_in.users set name = $2, updated_at = $3 where id = $1', [
    accountId,
    name,
    core.clock.now(),
  ])
  await core.audit('account-renamed', accountId, { by })
}
