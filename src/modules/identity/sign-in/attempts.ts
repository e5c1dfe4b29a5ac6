import { LimitReached } from '#kernel/errors.js'
import { LONDON } from '#kernel/time.js'
import type { SignInCore } from './core.js'
import { CLOCKS_APART_MS, type AttemptLimit, type RateLimits } from './settings.js'
import { hashToken } from './tokens.js'

/** Something that is counted: which limit, and whose attempts (an e-mail address, a network address). */
export interface Counted {
  limit: keyof RateLimits
  of: string
}

/**
 * Counts one attempt before it is made, so that many at once cannot pass together. The count stands
 * in the database and outlives a restart; a window that begins later than now is of a clock that was set
 * back, and begins anew. Throws LimitReached, with when to try again, over the limit.
 */
export const takeAttempt = async (core: SignInCore, counted: Counted): Promise<void> => {
  const limit = core.rateLimits[counted.limit]
  const now = core.clock.now()
  const { rows } = await core.pool.query<{ count: number; window_started_at: Date }>(
    `insert into sign_in.attempts as kept (key, count, window_started_at) values ($1, 1, $2)
     on conflict (key) do update set
       count = case when kept.window_started_at <= $3 or kept.window_started_at > $4
         then 1 else kept.count + 1 end,
       window_started_at = case when kept.window_started_at <= $3 or kept.window_started_at > $4
         then $2 else kept.window_started_at end
     returning count, window_started_at`,
    [
      keyOf(counted),
      now,
      new Date(now.getTime() - limit.seconds * 1000),
      new Date(now.getTime() + CLOCKS_APART_MS),
    ],
  )
  const row = rows[0]
  if (!row || row.count <= limit.attempts) return
  // Once a window, so that an attack does not fill the audit trail.
  if (row.count === limit.attempts + 1) {
    await core.audit('attempts-limited', null, { limit: counted.limit, of: counted.of })
  }
  throw tooMany(row.window_started_at, limit, now)
}

/** Takes back one attempt that turned out to be right. */
export const returnAttempt = async (core: SignInCore, counted: Counted): Promise<void> => {
  await core.pool.query(
    'update sign_in.attempts set count = count - 1 where key = $1 and count > 0',
    [keyOf(counted)],
  )
}

/** Forgets the attempts of somebody who has just proved who they are. */
export const forgetAttempts = async (core: SignInCore, counted: Counted): Promise<void> => {
  await core.pool.query('delete from sign_in.attempts where key = $1', [keyOf(counted)])
}

/** The sentence for somebody who has to wait, with the time in London. */
export const waitMessage = (until: Date, now: Date): string => {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000))
  const time = until.toLocaleTimeString('en-GB', {
    timeZone: LONDON,
    hour: '2-digit',
    minute: '2-digit',
  })
  return `There were too many attempts. Try again after ${time}, in about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`
}

const keyOf = ({ limit, of }: Counted): string => `${limit}:${hashToken(of)}`

const tooMany = (started: Date, limit: AttemptLimit, now: Date): LimitReached => {
  const until = new Date(started.getTime() + limit.seconds * 1000)
  return new LimitReached(
    waitMessage(until, now),
    Math.ceil((until.getTime() - now.getTime()) / 1000),
  )
}
