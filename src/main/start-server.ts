import { randomBytes } from 'node:crypto'
import type { Clock } from '#kernel/time.js'
import type { Wardround } from './compose.js'
import type { Config } from './config.js'
import { lockDataDirectory } from './data-directory/index.js'
import { listen, type Listener } from './listen.js'
import { startedThings } from './started-things.js'

/** A running server. */
export interface RunningServer {
  wardround: Wardround
  /** Where people reach it: BASE_URL, or the address it listens on. */
  url: string
  /** Stops everything this process started, the listener first and PostgreSQL last. */
  stop(): Promise<void>
}

/** How a server is started. */
export interface StartOptions {
  isExample: boolean
  onProgress: (line: string) => void
  /** The machine's own, except where the worked example tells its past. */
  clock?: Clock
}

type Answer = (request: Request, address?: string) => Promise<Response>

/**
 * Starts the whole server on a data directory that nobody else holds. The port is taken before the
 * product is even loaded, so that a wrong one is told at once. Whatever was started is stopped
 * again when a later step fails. Throws the sentence to show.
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
    // The product takes a second or more to load: only now, when nothing stands in the way.
    const { localDoor, startOnStores } = await import('./start-on-stores.js')
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

const stillStarting: Answer = async () =>
  new Response('Wardround is starting. Try again in a few seconds.', {
    status: 503,
    headers: { 'retry-after': '3', 'content-type': 'text/plain; charset=utf-8' },
  })
