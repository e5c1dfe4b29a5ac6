import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { csrfToken, VISIT_COOKIE } from '#entrances/web/csrf.js'
import { publicActor, systemActor, type Actor } from '#kernel/actor.js'
import { makeIds } from '#kernel/ids.js'
import type { Clock } from '#kernel/time.js'
import { readConfig } from '#main/config.js'
import { composeWardround, type Wardround } from '#main/compose.js'
import { migrate, readMigrations } from '#registry/migrate.js'
import { openJobs } from '#registry/jobs.js'
import { openDuckDb } from '#telemetry/open-duckdb.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import { makeWorld, type World } from './world.js'
import { createTestDatabase } from './postgres.js'
import { quickPasswords } from './quick-passwords.js'

/** A clock that tests set; it starts on Monday 2 November 2026, 10:00 in London. */
export interface TestClock extends Clock {
  set(instant: string | Date): void
  advance(milliseconds: number): void
}

/** Wardround in process on a database and a telemetry file of the test's own; no port is opened. */
export interface TestApp extends Wardround {
  clock: TestClock
  world: World
  databaseUrl: string
  superuserUrl: string
  dataDirectory: string
  /** Letters that were sent. */
  letters: { to: string; subject: string; text: string }[]
  /** Faults that reached an entrance; close() fails when there are any that the test did not take. */
  faults: unknown[]
  /** A page as somebody (nobody when left out); forms are posted with a valid token. */
  get: (path: string, actor?: Actor) => Promise<Response>
  post: (
    path: string,
    actor: Actor | undefined,
    values: Record<string, string | string[] | Blob>,
  ) => Promise<Response>
  /** An API call as the actor; a person gets every scope. */
  api: (
    method: string,
    path: string,
    actor: Actor,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>
  /** Carries every waiting event to its handlers, and the events those cause, until none waits. */
  drain: () => Promise<void>
  /** Runs a job of the clock by name, now. */
  tick: (job: string) => Promise<void>
  /** Looks behind the scenes, past row-level security. */
  sql: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>
}

const ACTOR_HEADER = 'x-test-actor'
const START = '2026-11-02T10:00:00Z'
const SECRET = 'a secret only for tests, long enough to sign with'
/** Stands for the browser of whoever posts a form. */
const VISIT = 'a-browser-of-the-test'

const templateKey = async (): Promise<string> =>
  JSON.stringify((await readMigrations('migrations/registry')).map((one) => one.digest))

const prepareTemplate = async (url: string): Promise<void> => {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  await migrate(pool, await readMigrations('migrations/registry'))
  const jobs = await openJobs(pool, { worker: false, mayMigrate: true, onFault: () => {} })
  await jobs.stop()
  await pool.end()
}

/** What a test file may ask for. */
export interface TestAppOptions {
  /**
   * `real`: sessions and API keys say who asks, as in the product, and the clock starts now, because
   * sign-in reads the machine's own; see visitor.ts. Otherwise `get`, `post` and `api` say it.
   */
  signIn?: 'real'
  /** More of the environment, such as the settings of a provider. */
  environment?: Readonly<Record<string, string>>
  /** In the place of a DuckDB file of the test's own. */
  telemetry?: TelemetryStore
}

/** Starts Wardround for one test file. Close it at the end. */
export const testApp = async (options: TestAppOptions = {}): Promise<TestApp> => {
  const database = await createTestDatabase({ templateKey: await templateKey(), prepareTemplate })
  const directory = mkdtempSync(join(tmpdir(), 'wardround-app-'))
  const clock = testClock(options.signIn === 'real' ? new Date() : new Date(START))
  const actors = new Map<string, Actor>()
  const letters: TestApp['letters'] = []
  const faults: unknown[] = []
  const actorOf = (request: Request): Actor =>
    actors.get(request.headers.get(ACTOR_HEADER) ?? '') ?? publicActor
  const wardround = await composeWardround({
    config: readConfig({
      WARDROUND_DATA: directory,
      BASE_URL: 'http://wardround.test',
      LOG_LEVEL: 'silent',
      ...options.environment,
    }),
    databaseUrl: database.url,
    telemetry:
      options.telemetry ??
      (await openDuckDb({
        path: join(directory, 'telemetry.duckdb'),
        clock,
        threads: 1,
        memoryLimit: '256MB',
      })),
    clock,
    secret: SECRET,
    mail: async (letter) => {
      letters.push(letter)
    },
    passwordHashing: quickPasswords,
    isExample: false,
    worker: false,
    mayMigrate: false,
    ...(options.signIn === 'real' ? {} : identifiedByTheTest(actorOf)),
    onFault: (fault) => faults.push(fault),
  })
  const superuser = new pg.Pool({ connectionString: database.superuserUrl, max: 2 })
  const register = (actor: Actor): string => {
    const key = encodeURIComponent(
      JSON.stringify([actor.id, actor.organisationId, actor.roles, actor.scopes]),
    )
    actors.set(key, actor)
    return key
  }
  const request = (
    path: string,
    actor: Actor | undefined,
    init: RequestInit,
  ): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (actor) headers.set(ACTOR_HEADER, register(actor))
    return wardround.fetch(new Request(`http://wardround.test${path}`, { ...init, headers }))
  }
  const app: TestApp = {
    ...wardround,
    clock,
    databaseUrl: database.url,
    superuserUrl: database.superuserUrl,
    dataDirectory: directory,
    letters,
    faults,
    world: makeWorld(superuser, makeIds(clock, randomBytes), clock),
    get: (path, actor) => request(path, actor, {}),
    post: (path, actor, values) => {
      const ownKey = options.signIn !== 'real' && actor?.kind === 'person' ? actor.id : undefined
      const body = new FormData()
      body.append('csrf', csrfToken(SECRET, ownKey ?? VISIT))
      for (const [name, value] of Object.entries(values)) {
        for (const one of [value].flat()) body.append(name, one)
      }
      const cookie = `${VISIT_COOKIE}=${VISIT}`
      return request(path, actor, { method: 'POST', body, headers: { cookie } })
    },
    api: (method, path, actor, body, headers) =>
      request(`/api/v1${path}`, actor, {
        method,
        ...(body === undefined
          ? {}
          : {
              body:
                typeof body === 'string' || body instanceof Uint8Array
                  ? (body as BodyInit)
                  : JSON.stringify(body),
            }),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    drain: () => wardround.registry.jobs.drain((delivery) => wardround.deliver(delivery)),
    tick: async (name) => {
      const job = wardround.modules
        .flatMap((module) => module.clockJobs ?? [])
        .find((one) => one.name === name)
      if (!job) throw new Error(`There is no clock job called ${name}.`)
      const enter = (organisation: { id: string; name: string } | null) =>
        wardround.registry.doorsFor(systemActor(name, organisation))
      await job.run({
        ...enter(null),
        now: clock.now(),
        newId: wardround.newId,
        as: enter,
        once: enter,
      })
    },
    sql: async (text, values) => (await superuser.query(text, values)).rows,
    close: async () => {
      await superuser.end()
      await wardround.close()
      await database.drop()
      rmSync(directory, { recursive: true, force: true })
      if (faults.length > 0) throw new AggregateError(faults, 'Faults reached an entrance')
    },
  }
  return app
}

const identifiedByTheTest = (actorOf: (request: Request) => Actor) => ({
  identify: async (request: Request) => {
    const actor = actorOf(request)
    return { actor, sessionKey: actor.kind === 'person' ? actor.id : null, organisations: [] }
  },
  identifyKey: async (request: Request) => ({
    ...actorOf(request),
    scopes: actorOf(request).scopes ?? ALL_SCOPES,
  }),
})

const ALL_SCOPES = [
  'products',
  'organisations',
  'deployments',
  'opportunities',
  'evidence',
  'gates',
  'hazards',
  'monitoring',
  'telemetry',
  'concerns',
  'alerts',
  'collaborations',
  'public',
  'framework',
  'exports',
].flatMap((noun) => [`${noun}:read`, `${noun}:write`])

const testClock = (start: Date): TestClock => {
  let now = start
  return {
    now: () => new Date(now),
    set: (instant) => {
      now = new Date(instant)
    },
    advance: (milliseconds) => {
      now = new Date(now.getTime() + milliseconds)
    },
  }
}
