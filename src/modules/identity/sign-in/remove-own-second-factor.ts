import { Conflict } from '#kernel/errors.js'
import type { SignInCore } from './core.js'
import { removeSecondFactor } from './second-factor.js'
import { requireSession } from './session.js'
import { confirmPassword } from './set-password.js'

/**
 * Takes the authenticator app off the account of the person signed in, who gives their password, and
 * ends all their sessions. Throws NotSignedIn, Invalid, LimitReached, and Conflict when there is none.
 */
export const removeOwnSecondFactor = async (
  core: SignInCore,
  { headers, password }: { headers: Headers; password: string },
): Promise<void> => {
  const session = await requireSession(core, headers)
  if (!session.secondFactorOn) throw new Conflict('This account has no authenticator app.')
  await confirmPassword(core, session, password)
  await removeSecondFactor(core, { accountId: session.accountId, by: session.accountId })
}
