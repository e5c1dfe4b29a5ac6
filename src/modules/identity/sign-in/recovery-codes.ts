import { Conflict, Invalid } from '#kernel/errors.js'
import type { SignInCore } from './core.js'
import { callLibrary, cookieHeaders } from './library-call.js'
import { findPending, keepPending, refusePending } from './pending-sign-in.js'
import { requireSession } from './session.js'
import { confirmPassword } from './set-password.js'
import type { SignedIn } from './sign-in-with-password.js'
import { keyedHash } from './tokens.js'

const CODES = 10
const CODE_LENGTH = 10
// 32 characters that are not mistaken for one another in print: no i, l, o or u.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Makes new recovery codes, shown once; the old ones stop working. Asks for the password again. */
export const makeRecoveryCodes = async (
  core: SignInCore,
  { headers, password }: { headers: Headers; password: string },
): Promise<{ recoveryCodes: string[] }> => {
  const session = await requireSession(core, headers)
  if (!session.secondFactorOn) throw new Conflict('Set up an authenticator app first.')
  await confirmPassword(core, session, password)
  return { recoveryCodes: await storeRecoveryCodes(core, session.accountId) }
}

/** Makes and stores the recovery codes of an account, as digests. */
export const storeRecoveryCodes = async (
  core: SignInCore,
  accountId: string,
): Promise<string[]> => {
  const codes = Array.from({ length: CODES }, () => makeCode(core))
  await core.pool.query(
    'update sign_in.second_factors set recovery_codes = $2 where account_id = $1',
    [accountId, JSON.stringify(codes.map((code) => digestOf(core, code)))],
  )
  await core.audit('recovery-codes-made', accountId, { codes: CODES })
  return codes
}

/**
 * Finishes a sign-in with a recovery code, which then no longer works. Returns how many are left.
 * Throws Invalid, LimitReached after too many wrong ones, and NotSignedIn when it took too long.
 */
export const useRecoveryCode = async (
  core: SignInCore,
  { headers, code }: { headers: Headers; code: string },
): Promise<SignedIn & { codesLeft: number }> => {
  const { accountId } = await findPending(core, headers)
  const result = await callLibrary(() =>
    core.auth.api.verifyBackupCode({
      headers: cookieHeaders(headers, keepPending),
      body: { code: digestOf(core, code) },
      returnHeaders: true,
    }),
  )
  if (!result.answer) {
    await core.audit('second-factor-refused', accountId, { reason: 'wrong recovery code' })
    return refusePending(core, accountId, result, wrongCode())
  }
  const codesLeft = await countCodes(core, accountId)
  await core.audit('recovery-code-used', accountId, { codesLeft })
  await core.audit('signed-in', accountId, { method: 'password', secondFactor: 'recovery code' })
  const setCookie = result.answer.headers.getSetCookie()
  return { accountId, secondFactorNeeded: false, setCookie, codesLeft }
}

const wrongCode = (): Invalid =>
  new Invalid([{ field: 'code', message: 'That recovery code is not right or has been used.' }])

const makeCode = ({ randomBytes }: SignInCore): string => {
  const text = [...randomBytes(CODE_LENGTH)].map((byte) => ALPHABET[byte & 31]).join('')
  return `${text.slice(0, 5)}-${text.slice(5)}`
}

const digestOf = ({ secret }: SignInCore, code: string): string =>
  keyedHash(
    secret,
    'recovery-code',
    code
      .slice(0, 100)
      .toLowerCase()
      .replace(/[^0-9a-z]/g, ''),
  )

const countCodes = async (core: SignInCore, accountId: string): Promise<number> => {
  const { rows } = await core.pool.query<{ codes: number }>(
    `select jsonb_array_length(recovery_codes::jsonb) as codes
     from sign_in.second_factors where account_id = $1`,
    [accountId],
  )
  return rows[0]?.codes ?? 0
}
