import type { SignInCore } from './core.js'
import { cookieHeaders } from './library-call.js'
import { findSession } from './session.js'

/** Ends the session of a request, if there is one, and gives the cookies that clear it. */
export const signOut = async (
  core: SignInCore,
  { headers }: { headers: Headers },
): Promise<{ setCookie: string[] }> => {
  const session = await findSession(core, headers)
  const answer = await core.auth.api.signOut({
    headers: cookieHeaders(headers),
    returnHeaders: true,
  })
  if (session) await core.audit('signed-out', session.accountId)
  return { setCookie: answer.headers.getSetCookie() }
}

/** Ends every session of an account, except one where that is given. Returns how many ended. */
export const signOutEverywhere = async (
  core: SignInCore,
  { accountId, exceptSessionId, by }: { accountId: string; exceptSessionId?: string; by: string },
): Promise<{ ended: number }> => {
  const ended = await endSessions(core, accountId, exceptSessionId)
  await core.audit('signed-out-everywhere', accountId, { by, ended })
  return { ended }
}

/** Ends sessions without a word in the audit trail, for acts that say so themselves. */
export const endSessions = async (
  core: SignInCore,
  accountId: string,
  exceptSessionId?: string,
): Promise<number> => {
  const { rowCount } = await core.pool.query(
    'delete from sign_in.sessions where account_id = $1 and id is distinct from $2',
    [accountId, exceptSessionId ?? null],
  )
  return rowCount ?? 0
}
