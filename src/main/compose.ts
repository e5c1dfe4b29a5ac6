import { readFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import type { Actor } from '#kernel/actor.js'
import type { ModuleDescription } from '#kernel/declare/module.js'
import { makeIds, type NewId } from '#kernel/ids.js'
import type { Clock } from '#kernel/time.js'
import { apiEntrance } from '#entrances/api/api.js'
import type { Identify } from '#entrances/web/identified.js'
import { limitByAddress } from '#entrances/web/limit-by-address.js'
import { webEntrance } from '#entrances/web/web.js'
import { deliver, startWorker, subscribersOf, type Delivery } from '#entrances/worker/worker.js'
import { createSignIn, type PasswordHashing, type SignIn } from '#modules/identity/index.js'
import { agreedWay } from '#modules/framework/index.js'
import { openRegistry, type Registry } from '#registry/registry.js'
import type { TelemetryStore } from '#telemetry/telemetry-store.js'
import { assetPaths, parseAssetManifest, type AssetManifest } from '#ui/assets.js'
import type { Config } from './config.js'
import { identifyByKey, identifyBySession } from './identify.js'
import { openFiles } from './open-files.js'
import { modulesOf, type ModuleParts } from './modules.js'
import { checkSubscriptions } from './subscriptions.js'
import { recordSignInEvent } from './record-sign-in-event.js'
import { upkeepOf } from './upkeep.js'
import { answerHealth } from './answer-health.js'

/** What composing needs from outside. */
export interface ComposeOptions {
  config: Config
  databaseUrl: string
  telemetry: TelemetryStore
  clock: Clock
  /** At least 32 characters; signs cookies and form tokens. */
  secret: string
  mail: ModuleParts['mail']
  /** Tests hash with less work, the worked example once; `scryptHashing` unless given. */
  passwordHashing?: PasswordHashing
  isExample: boolean
  worker: boolean
  mayMigrate: boolean
  /** Tests say who asks; otherwise the session and the API key do. */
  identify?: Identify
  identifyKey?: (request: Request) => Promise<Actor>
  onFault: (fault: unknown, about: string) => void
}

/** Wardround, put together and not yet listening. */
export interface Wardround {
  registry: Registry
  telemetry: TelemetryStore
  signIn: SignIn
  modules: readonly ModuleDescription[]
  newId: NewId
  /** Answers one request; `address` is where it comes from. */
  fetch: (request: Request, address?: string) => Promise<Response>
  /** Starts carrying events and running the clock's jobs. */
  startWorker: () => Promise<void>
  /** Carries out one delivery now; the tests' way to drain the queue. */
  deliver: (delivery: Delivery) => Promise<void>
  close: () => Promise<void>
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const REQUESTS_PER_MINUTE = 6000
/** Ten a second from one address: a trust's whole network may stand behind it. */
const PUBLIC_PAGES_PER_MINUTE = 600

/** Puts the parts together: the stores, the modules over them, and the entrances over the modules. */
export const composeWardround = async (options: ComposeOptions): Promise<Wardround> => {
  const { config, clock, telemetry } = options
  const newId = makeIds(clock, randomBytes)
  const parts: { modules: readonly ModuleDescription[] } = { modules: [] }
  const registry = await openRegistry({
    url: options.databaseUrl,
    clock,
    newId,
    migrationsDirectory: join(ROOT, 'migrations', 'registry'),
    handlersOf: (event) =>
      subscribersOf(parts.modules)
        .filter((one) => one.on.name === event)
        .map((one) => one.name),
    worker: options.worker,
    mayMigrate: options.mayMigrate,
    onFault: (fault) => options.onFault(fault, 'registry'),
  })
  const signIn = createSignIn({
    pool: registry.pool,
    baseUrl: config.baseUrl,
    secret: options.secret,
    clock,
    newId,
    randomBytes,
    mail: options.mail,
    onAudit: (event) => recordSignInEvent(registry.pool, newId, event),
    oidc: config.oidc,
    ...(options.passwordHashing && { passwordHashing: options.passwordHashing }),
  })
  const framework = agreedWay()
  const { doorsFor } = registry
  const { mail } = options
  const files = openFiles(config)
  parts.modules = [
    ...modulesOf({ config, signIn, telemetry, files, framework, mail, doorsFor }),
    upkeepOf(registry),
  ]
  checkSubscriptions(parts.modules)
  const worker = {
    modules: parts.modules,
    doorsFor: registry.doorsFor,
    readEvent: (id: string) => readEvent(registry, id),
    clock,
    newId,
    onFault: options.onFault,
  }
  const app = await entrances(options, registry, signIn, parts.modules, newId)
  return {
    registry,
    telemetry,
    signIn,
    modules: parts.modules,
    newId,
    fetch: async (request, address) => app.fetch(request, address ? { address } : {}),
    startWorker: () => startWorker({ ...worker, jobs: registry.jobs }),
    deliver: (delivery) => deliver(worker, delivery),
    close: async () => {
      await signIn.settled()
      await registry.close()
      await telemetry.close()
    },
  }
}

const entrances = async (
  options: ComposeOptions,
  registry: Registry,
  signIn: SignIn,
  modules: readonly ModuleDescription[],
  newId: NewId,
): Promise<Hono> => {
  const assetsDirectory = join(ROOT, 'dist', 'assets')
  const manifest = await readManifest(assetsDirectory)
  const onFault = (fault: unknown, request: Request) =>
    options.onFault(fault, `${request.method} ${new URL(request.url).pathname}`)
  const app = new Hono()
  answerHealth(app, registry, options.telemetry)
  app.route(
    '/api',
    apiEntrance({
      modules,
      doorsFor: registry.doorsFor,
      identifyKey: options.identifyKey ?? identifyByKey(registry, options.clock),
      clock: options.clock,
      newId,
      requestsPerMinute: REQUESTS_PER_MINUTE,
      onFault,
    }),
  )
  app.route(
    '/',
    webEntrance({
      modules,
      doorsFor: registry.pageDoorsFor,
      identify: options.identify ?? identifyBySession(registry, signIn),
      clock: options.clock,
      newId,
      assets: assetPaths(manifest),
      manifest,
      assetsDirectory,
      secret: options.secret,
      isExample: options.isExample,
      isSecure: options.config.baseUrl.startsWith('https:'),
      takeTurn: limitByAddress({ perMinute: PUBLIC_PAGES_PER_MINUTE, clock: options.clock }),
      onFault,
    }),
  )
  return app
}

const readManifest = async (directory: string): Promise<AssetManifest> =>
  parseAssetManifest(await readFile(join(directory, 'manifest.json'), 'utf8'))

const readEvent = async (registry: Registry, id: string) => {
  const { rows } = await registry.pool.query<{ name: string; payload: unknown }>(
    'select name, payload from read_event($1)',
    [id],
  )
  return rows[0]
}
