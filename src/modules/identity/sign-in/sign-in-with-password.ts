import { Invalid } from '#kernel/errors.js'
import { forgetAttempts, returnAttempt, takeAttempt, type Counted } from './attempts.js'
import type { SignInCore } from './core.js'
import { normaliseEmail } from './email-address.js'
import { findAccountByEmail } from './find-account.js'
import { callLibrary } from './library-call.js'

/** What somebody who signs in gives. */
export interface PasswordSignIn {
  email: string
  password: string
  /** The network address of the connection; a proxy's header only where the proxy is ours. */
  address: string
}

/** Signed in, or (when `secondFactorNeeded`) to be asked for a code next. */
export interface SignedIn {
  accountId: string
  secondFactorNeeded: boolean
  /** Set-Cookie values for the answer. */
  setCookie: string[]
}

/**
 * Signs somebody in with e-mail address and password. Throws Invalid with one message whether the
 * account is unknown, deactivated or the password wrong (and takes as long), and LimitReached after
 * too many attempts.
 */
export const signInWithPassword = async (
  core: SignInCore,
  input: PasswordSignIn,
): Promise<SignedIn> => {
  const email = normaliseEmail(input.email)
  requireBoth(email, input.password)
  const byAddress: Counted = { limit: 'addressSignIn', of: input.address }
  const byAccount: Counted = { limit: 'accountSignIn', of: email }
  await takeAttempt(core, byAddress)
  await takeAttempt(core, byAccount)
  const result = await callLibrary(() =>
    core.auth.api.signInEmail({ body: { email, password: input.password }, returnHeaders: true }),
  )
  const account = await findAccountByEmail(core, email)
  if (result.answer === undefined || !account) {
    await core.audit('sign-in-refused', account?.accountId ?? null, { method: 'password' })
    throw new Invalid([
      { field: 'password', message: 'The e-mail address or password is not right.' },
    ])
  }
  await returnAttempt(core, byAddress)
  await forgetAttempts(core, byAccount)
  const { headers, response } = result.answer
  const secondFactorNeeded = 'twoFactorRedirect' in response
  if (!secondFactorNeeded) await core.audit('signed-in', account.accountId, { method: 'password' })
  return { accountId: account.accountId, secondFactorNeeded, setCookie: headers.getSetCookie() }
}

const requireBoth = (email: string, password: string): void => {
  const problems = [
    ...(email === '' ? [{ field: 'email', message: 'Enter your e-mail address.' }] : []),
    ...(password === '' ? [{ field: 'password', message: 'Enter your password.' }] : []),
  ]
  if (problems.length > 0) throw new Invalid(problems)
}
