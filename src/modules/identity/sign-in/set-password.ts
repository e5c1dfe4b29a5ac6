import { Invalid } from '#kernel/errors.js'
import { forgetAttempts, takeAttempt, type Counted } from './attempts.js'
import type { SignInCore } from './core.js'
import { checkPassword } from './password-policy.js'
import { requireSession, type Session } from './session.js'
import { endSessions } from './sign-out.js'
import { storePassword } from './store-password.js'

/**
 * Changes the password of the person signed in, who gives the current one, and ends their other
 * sessions. Throws NotSignedIn, Invalid for the fields `current` and `password`, and LimitReached.
 */
export const setPassword = async (
  core: SignInCore,
  { headers, current, password }: { headers: Headers; current: string; password: string },
): Promise<{ accountId: string }> => {
  const session = await requireSession(core, headers)
  await confirmPassword(core, session, current, 'current')
  await checkPassword(password, session, core.passwordPolicy)
  const hash = await core.passwordHashing.hash(password)
  await storePassword(core.pool, { accountId: session.accountId, hash, now: core.clock.now() })
  const ended = await endSessions(core, session.accountId, session.sessionId)
  await core.audit('password-changed', session.accountId, { ended })
  return { accountId: session.accountId }
}

/** Asks the person signed in for their password again. Throws Invalid or LimitReached. */
export const confirmPassword = async (
  core: SignInCore,
  session: Session,
  password: string,
  field = 'password',
): Promise<void> => {
  const counted: Counted = { limit: 'accountSignIn', of: session.email }
  await takeAttempt(core, counted)
  const { rows } = await core.pool.query<{ password: string | null }>(
    `select password from sign_in.credentials where account_id = $1 and provider_id = 'credential'`,
    [session.accountId],
  )
  const hash = rows[0]?.password
  if (!hash) {
    throw new Invalid([
      {
        field,
        message: 'This account has no password. It signs in with your organisation’s account.',
      },
    ])
  }
  if (!(await core.passwordHashing.verify({ hash, password }))) {
    throw new Invalid([{ field, message: 'The password is not right.' }])
  }
  await forgetAttempts(core, counted)
}
