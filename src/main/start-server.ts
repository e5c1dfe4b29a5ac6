import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { systemClock, type Clock } from '#kernel/time.js'
import { seedReferencePack } from '#modules/organisations/index.js'
import { composeWardround, type Wardround } from './compose.js'
import type { Config } from './config.js'
import { lockDataDirectory } from './data-directory/index.js'
import { listen, type Listener } from './listen.js'
import { localDoor } from './local-door.js'
import { openLog } from './log.js'
import { openMail } from './mail.js'
import { openRegistryServer, openTelemetry } from './open-stores.js'
import { readSecret } from './secret.js'
import { startedThings, type StartedThings } from './started-things.js'

const PACK_DIRECTORY = fileURLToPath(new URL('../../reference-data/organisations', import.meta.url))

/** A running server. */
export interface RunningServer {
  wardround: Wardround
  /** Where people reach it: BASE_URL, or the address it listens on. */
  url: string
  /** Stops everything this process started, the listener first and PostgreSQL last. */
  stop(): Promise<void>
}

interface StartOptions {
  isExample: boolean
  onProgress: (line: string) => void
  /** The machine's own, except where the worked example tells its past. */
  clock?: Clock
}

type Answer = (request: Request, address?: string) => Promise<Response>

/**
 * Starts the whole server on a data directory that nobody else holds. The port is taken first, so
 * that a wrong one is told at once. Whatever was started is stopped again when a later step fails.
 * Throws the sentence to show.
 */
export const startServer = async (
  config: Config,
  options: StartOptions,
): Promise<RunningServer> => {
  const started = startedThings()
  let answer: Answer = stillStarting
  let listener: Listener | undefined
  const stop = async () => {
    await listener?.close()
    await started.stopAll()
  }
  try {
    const lock = await lockDataDirectory(config.dataDirectory, {
      holder: 'server',
      purpose: 'the server',
    })
    started.add(() => lock.release())
    const { host, port, behindProxy } = config
    const fetch: Answer = (request, address) => answer(request, address)
    listener = await listen({ fetch, host, port, behindProxy })
    const url = config.baseUrlGiven ? config.baseUrl : listener.url
    const stores = await startOnStores({ ...config, baseUrl: url }, options, started)
    const token = randomBytes(32).toString('base64url')
    const door = localDoor(stores.wardround, token)
    answer = async (request, address) =>
      (await door(request, address)) ?? stores.wardround.fetch(request, address)
    await stores.wardround.startWorker()
    lock.publish({
      databaseUrl: stores.databaseUrl,
      httpUrl: listener.url,
      publicUrl: url,
      token,
    })
    return { wardround: stores.wardround, url, stop }
  } catch (problem) {
    await stop().catch(() => undefined)
    throw problem
  }
}

const startOnStores = async (
  config: Config,
  options: StartOptions,
  started: StartedThings,
): Promise<{ wardround: Wardround; databaseUrl: string }> => {
  const log = openLog(config.dataDirectory, config.logLevel)
  const server = await openRegistryServer(config, log, options.onProgress)
  started.add(() => server.stop())
  options.onProgress('Preparing the stores …')
  const wardround = await composeWardround({
    config,
    databaseUrl: server.url,
    telemetry: await openTelemetry(config, options.clock ?? systemClock),
    clock: options.clock ?? systemClock,
    secret: readSecret(config.dataDirectory),
    mail: openMail(config),
    isExample: options.isExample,
    worker: true,
    mayMigrate: true,
    onFault: (fault, about) => log.error({ err: fault }, about),
  })
  started.add(() => wardround.close())
  await seedReferencePack(wardround.registry.doorsFor, PACK_DIRECTORY)
  return { wardround, databaseUrl: server.url }
}

const stillStarting: Answer = async () =>
  new Response('Wardround is starting. Try again in a few seconds.', {
    status: 503,
    headers: { 'retry-after': '3', 'content-type': 'text/plain; charset=utf-8' },
  })
