import type { SignInCore } from './core.js'

const DAY_MS = 86_400_000

/** Deletes what is over: sessions, links, half-finished sign-ins and counts of attempts. For the worker. */
export const sweepSignIn = async (core: SignInCore): Promise<void> => {
  const now = core.clock.now()
  const idle = new Date(now.getTime() - core.sessionLimits.idle * 1000)
  const yesterday = new Date(now.getTime() - DAY_MS)
  await core.pool.query('delete from sign_in.sessions where expires_at < $1 or last_seen_at < $2', [
    now,
    idle,
  ])
  await core.pool.query('delete from sign_in.one_time_links where expires_at < $1', [now])
  await core.pool.query('delete from sign_in.verifications where expires_at < $1', [now])
  await core.pool.query('delete from sign_in.used_codes where used_at < $1', [yesterday])
  await core.pool.query('delete from sign_in.attempts where window_started_at < $1', [yesterday])
}
