import { NotSignedIn } from '#kernel/errors.js'
import type { SignInCore } from './core.js'
import { callLibrary, cookieHeaders } from './library-call.js'
import { CLOCKS_APART_MS } from './settings.js'

/** Somebody who is signed in. */
export interface Session {
  accountId: string
  sessionId: string
  name: string
  email: string
  method: 'password' | 'oidc'
  /** Whether a code of an authenticator app or a recovery code was given here; a provider asks its own. */
  secondFactorPassed: boolean
  /** Whether the account has an authenticator app. */
  secondFactorOn: boolean
  signedInAt: Date
}

interface SessionRow {
  account_id: string
  name: string
  email: string
  method: 'password' | 'oidc'
  second_factor: boolean
  second_factor_enabled: boolean
  created_at: Date
  last_seen_at: Date
}

const SEEN_EVERY_MS = 60_000

/**
 * Who the cookies of a request belong to, or null. A session ends when it has not been used for the
 * idle limit or has lasted for the absolute one (OWASP ASVS 4.0.3 V3.3), and at once when its
 * account is deactivated, or the clock was set back to before it was used.
 */
export const findSession = async (core: SignInCore, headers: Headers): Promise<Session | null> => {
  if (!headers.get('cookie')?.includes('wardround.session_token=')) return null
  const found = await callLibrary(() =>
    core.auth.api.getSession({ headers: cookieHeaders(headers), query: { disableRefresh: true } }),
  )
  const sessionId = found.answer?.session.id
  return sessionId === undefined ? null : liveSession(core, sessionId)
}

/** Who the cookies of a request belong to. Throws NotSignedIn when nobody. */
export const requireSession = async (core: SignInCore, headers: Headers): Promise<Session> => {
  const session = await findSession(core, headers)
  if (!session) throw new NotSignedIn('You have been signed out. Sign in again.')
  return session
}

const liveSession = async (core: SignInCore, sessionId: string): Promise<Session | null> => {
  const { rows } = await core.pool.query<SessionRow>(
    `select s.account_id, u.name, u.email, s.method, s.second_factor, u.second_factor_enabled,
            s.created_at, s.last_seen_at
     from sign_in.sessions s join sign_in.users u on u.id = s.account_id
     where s.id = $1 and u.deactivated_at is null`,
    [sessionId],
  )
  const row = rows[0]
  if (!row) return null
  const now = core.clock.now().getTime()
  if (isOver(row, core.sessionLimits, now)) {
    await core.pool.query('delete from sign_in.sessions where id = $1', [sessionId])
    return null
  }
  if (now - row.last_seen_at.getTime() >= SEEN_EVERY_MS) {
    await core.pool.query('update sign_in.sessions set last_seen_at = $2 where id = $1', [
      sessionId,
      new Date(now),
    ])
  }
  return toSession(sessionId, row)
}

const isOver = (row: SessionRow, limits: SignInCore['sessionLimits'], now: number): boolean =>
  row.last_seen_at.getTime() - now > CLOCKS_APART_MS ||
  now - row.last_seen_at.getTime() >= limits.idle * 1000 ||
  now - row.created_at.getTime() >= limits.absolute * 1000

const toSession = (sessionId: string, row: SessionRow): Session => ({
  accountId: row.account_id,
  sessionId,
  name: row.name,
  email: row.email,
  method: row.method,
  secondFactorPassed: row.second_factor,
  secondFactorOn: row.second_factor_enabled,
  signedInAt: row.created_at,
})
