import { randomBytes } from 'node:crypto'
import { Pool } from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { makeIds } from '#kernel/ids.js'
import type { Clock } from '#kernel/time.js'
import { migrate, readMigrations } from '#registry/migrate.js'
import { createTestDatabase, type TestDatabase } from './postgres.js'
import { createSignIn, type SignIn } from '#modules/identity/sign-in/create-sign-in.js'
import type { SignInEvent, SignInMail, SignInOptions } from '#modules/identity/sign-in/settings.js'

/** A password that passes the policy. */
export const GOOD_PASSWORD = 'walnut-harbour-quilt-94'

/** Sign-in over a real database of its own, with a clock that can be moved and letters kept. */
export interface Bench {
  pool: () => Pool
  make: (changes?: Partial<SignInOptions>) => SignIn
  letters: SignInMail[]
  events: SignInEvent[]
  /** Moves the clock forward by so many seconds. */
  pass: (seconds: number) => void
}

/** Sets a bench up for the tests of one file, with these settings, and takes it down afterwards. */
export const useBench = (settings: Partial<SignInOptions> = {}): Bench => {
  let database: TestDatabase | undefined
  let pool: Pool | undefined
  let ahead = 0
  const letters: SignInMail[] = []
  const events: SignInEvent[] = []
  const clock: Clock = { now: () => new Date(Date.now() + ahead * 1000) }
  const thePool = (): Pool => {
    if (!pool) throw new Error('The bench is not set up yet.')
    return pool
  }
  beforeAll(async () => {
    const migrations = (await readMigrations('migrations/registry')).slice(0, 2)
    database = await createTestDatabase({
      templateKey: migrations.map((migration) => migration.digest).join(),
      prepareTemplate: async (url) => {
        const once = new Pool({ connectionString: url })
        await migrate(once, migrations)
        await once.end()
      },
    })
    pool = new Pool({ connectionString: database.url })
  })
  afterAll(async () => {
    await pool?.end()
    await database?.drop()
  })
  return {
    pool: thePool,
    letters,
    events,
    pass: (seconds) => {
      ahead += seconds
    },
    make: (changes = {}) =>
      createSignIn({
        pool: thePool(),
        baseUrl: 'http://127.0.0.1:3000',
        secret: 'a secret for tests, long enough to be taken',
        clock,
        newId: makeIds(clock, randomBytes),
        randomBytes,
        mail: async (letter) => {
          letters.push(letter)
        },
        onAudit: async (event) => {
          events.push(event)
        },
        ...settings,
        ...changes,
      }),
  }
}

/** The Cookie header of a browser that has taken these Set-Cookie values, on top of earlier ones. */
export const browse = (setCookie: readonly string[], before = new Headers()): Headers => {
  const kept = new Map<string, string>()
  for (const pair of (before.get('cookie') ?? '').split('; ').filter(Boolean)) keep(kept, pair)
  for (const cookie of setCookie) keep(kept, cookie.split(';')[0] ?? '', /max-age=0/i.test(cookie))
  return new Headers({ cookie: [...kept].map(([name, value]) => `${name}=${value}`).join('; ') })
}

const keep = (kept: Map<string, string>, pair: string, gone = false): void => {
  const place = pair.indexOf('=')
  if (gone) kept.delete(pair.slice(0, place))
  else kept.set(pair.slice(0, place), pair.slice(place + 1))
}
