import { renderSVG } from 'uqr'
import { Conflict, Invalid } from '#kernel/errors.js'
import type { SignInCore } from './core.js'
import { callLibrary, cookieHeaders, type LibraryRefusal } from './library-call.js'
import { findPending, keepPending, refusePending } from './pending-sign-in.js'
import { storeRecoveryCodes } from './recovery-codes.js'
import { requireSession } from './session.js'
import { confirmPassword } from './set-password.js'
import { endSessions } from './sign-out.js'
import type { SignedIn } from './sign-in-with-password.js'

/** What an authenticator app needs: to scan, or to type. */
export interface SecondFactorStart {
  uri: string
  /** The secret in base 32, in groups of four for typing. */
  secret: string
  /** The picture of `uri` as an SVG element. */
  qrSvg: string
}

const WRONG_CODE = 'That code is not right. Enter the 6 digits that your app shows now.'
const USED_CODE = 'That code has been used. Wait for the next one and enter that.'

/** Starts setting up an authenticator app. Throws NotSignedIn, Invalid, and Conflict when there is one. */
export const startSecondFactor = async (
  core: SignInCore,
  { headers, password }: { headers: Headers; password: string },
): Promise<SecondFactorStart> => {
  const session = await requireSession(core, headers)
  if (session.secondFactorOn) throw alreadyOn()
  await confirmPassword(core, session, password)
  const result = await callLibrary(() =>
    core.auth.api.enableTwoFactor({ headers: cookieHeaders(headers), body: { password } }),
  )
  if (result.answer?.method !== 'totp') throw alreadyOn()
  const uri = result.answer.totpURI
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return { uri, secret: secret.replace(/(.{4})(?=.)/g, '$1 '), qrSvg: renderSVG(uri) }
}

/**
 * Switches the authenticator app on with a first code from it, ends the account's other sessions
 * and gives the recovery codes, shown once. Throws NotSignedIn, Invalid and Conflict.
 */
export const confirmSecondFactor = async (
  core: SignInCore,
  { headers, code }: { headers: Headers; code: string },
): Promise<{ setCookie: string[]; recoveryCodes: string[] }> => {
  const { accountId, secondFactorOn } = await requireSession(core, headers)
  if (secondFactorOn) throw alreadyOn()
  const result = await callLibrary(() =>
    core.auth.api.verifyTOTP({
      headers: cookieHeaders(headers, (name) => !keepPending(name)),
      body: { code: digitsOf(code) },
      returnHeaders: true,
    }),
  )
  if (!result.answer) throw wrongCode()
  await useCode(core, accountId, digitsOf(code))
  await core.pool.query(
    'delete from sign_in.sessions where account_id = $1 and not second_factor',
    [accountId],
  )
  const recoveryCodes = await storeRecoveryCodes(core, accountId)
  await core.audit('second-factor-confirmed', accountId)
  return { setCookie: result.answer.headers.getSetCookie(), recoveryCodes }
}

/**
 * Finishes a sign-in with the code of an authenticator app. A code works once (RFC 6238 section
 * 5.2). Throws Invalid, LimitReached after too many wrong ones, and NotSignedIn when it took too long.
 */
export const checkSecondFactor = async (
  core: SignInCore,
  { headers, code }: { headers: Headers; code: string },
): Promise<SignedIn> => {
  const pending = await findPending(core, headers)
  const result = await callLibrary(() =>
    core.auth.api.verifyTOTP({
      headers: cookieHeaders(headers, keepPending),
      body: { code: digitsOf(code) },
      returnHeaders: true,
    }),
  )
  if (!result.answer) return refuse(core, pending.accountId, result)
  if (!(await useCode(core, pending.accountId, digitsOf(code)))) {
    await core.pool.query('delete from sign_in.sessions where token = $1', [
      result.answer.response.token,
    ])
    await core.audit('second-factor-refused', pending.accountId, { reason: 'used' })
    throw new Invalid([{ field: 'code', message: USED_CODE }])
  }
  await core.audit('signed-in', pending.accountId, { method: 'password', secondFactor: 'app' })
  const setCookie = result.answer.headers.getSetCookie()
  return { accountId: pending.accountId, secondFactorNeeded: false, setCookie }
}

/** Takes the authenticator app off an account, for somebody who lost it, and ends its sessions. */
export const removeSecondFactor = async (
  core: SignInCore,
  { accountId, by }: { accountId: string; by: string },
): Promise<void> => {
  await core.pool.query(
    `with gone as (delete from sign_in.second_factors where account_id = $1)
     update sign_in.users set second_factor_enabled = false, updated_at = $2 where id = $1`,
    [accountId, core.clock.now()],
  )
  await endSessions(core, accountId)
  await core.audit('second-factor-removed', accountId, { by })
}

const refuse = async (
  core: SignInCore,
  accountId: string,
  refusal: LibraryRefusal,
): Promise<never> => {
  await core.audit('second-factor-refused', accountId, { reason: 'wrong' })
  return refusePending(core, accountId, refusal, wrongCode())
}

// The library accepts the code before and the one after, so a code can be right for 90 seconds.
const useCode = async (core: SignInCore, accountId: string, code: string): Promise<boolean> => {
  const now = core.clock.now()
  await core.pool.query('delete from sign_in.used_codes where account_id = $1 and used_at < $2', [
    accountId,
    new Date(now.getTime() - 120_000),
  ])
  const { rowCount } = await core.pool.query(
    `insert into sign_in.used_codes (account_id, code, used_at) values ($1, $2, $3)
     on conflict do nothing`,
    [accountId, code, now],
  )
  return rowCount === 1
}

const digitsOf = (code: string): string => code.slice(0, 100).replace(/[\s-]/g, '')

const wrongCode = (): Invalid => new Invalid([{ field: 'code', message: WRONG_CODE }])

const alreadyOn = (): Conflict =>
  new Conflict('This account has an authenticator app already. Remove it first to set up another.')
