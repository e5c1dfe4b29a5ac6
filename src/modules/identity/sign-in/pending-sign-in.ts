import { LimitReached, NotSignedIn, type Invalid } from '#kernel/errors.js'
import { waitMessage } from './attempts.js'
import type { SignInCore } from './core.js'
import type { LibraryRefusal } from './library-call.js'
import { hashToken } from './tokens.js'

/** Whether a cookie is the one of a sign-in that waits for its second factor. */
export const keepPending = (name: string): boolean => name.endsWith('wardround.two_factor')

/**
 * Whose sign-in waits for a code. Throws NotSignedIn when none does. The cookie's
 * signature and age (ten minutes) are checked by the library afterwards.
 */
export const findPending = async (
  core: SignInCore,
  headers: Headers,
): Promise<{ accountId: string }> => {
  const pair = (headers.get('cookie') ?? '')
    .split(';')
    .map((text) => text.trim())
    .find((text) => keepPending(text.slice(0, Math.max(0, text.indexOf('=')))))
  const identifier = pair?.slice(pair.indexOf('=') + 1).split('.')[0] ?? ''
  const { rows } = await core.pool.query<{ accountId: string }>(
    `select u.id as "accountId" from sign_in.verifications v join sign_in.users u on u.id = v.value
     where v.identifier = $1 and u.deactivated_at is null`,
    [hashToken(identifier)],
  )
  const pending = rows[0]
  if (!pending) throw signInAgain()
  return pending
}

/** Throws what a refused second factor means: wrong, too many, or too late. */
export const refusePending = async (
  core: SignInCore,
  accountId: string,
  { refused }: LibraryRefusal,
  wrong: Invalid,
): Promise<never> => {
  if (refused === 'ACCOUNT_TEMPORARILY_LOCKED') throw await locked(core, accountId)
  if (refused === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE') {
    throw new LimitReached('There were too many wrong codes. Sign in again with your password.')
  }
  if (refused === 'INVALID_TWO_FACTOR_COOKIE') throw signInAgain()
  throw wrong
}

const locked = async (core: SignInCore, accountId: string): Promise<LimitReached> => {
  const { rows } = await core.pool.query<{ locked_until: Date | null }>(
    'select locked_until from sign_in.second_factors where account_id = $1',
    [accountId],
  )
  const now = core.clock.now()
  const until = rows[0]?.locked_until ?? now
  return new LimitReached(
    waitMessage(until, now),
    Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)),
  )
}

const signInAgain = (): NotSignedIn =>
  new NotSignedIn('Your sign-in took too long. Sign in again with your password.')
