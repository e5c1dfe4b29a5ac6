import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { systemClock } from '#kernel/time.js'
import { seedReferencePack } from '#modules/organisations/index.js'
import { composeWardround, type Wardround } from './compose.js'
import type { Config } from './config.js'
import { lockDataDirectory } from './data-directory/index.js'
import { listen } from './listen.js'
import { openLog } from './log.js'
import { openMail } from './mail.js'
import { localDoor } from './local-door.js'
import { openRegistryServer, openTelemetry } from './open-stores.js'
import { readSecret } from './secret.js'

const PACK_DIRECTORY = fileURLToPath(new URL('../../reference-data/organisations', import.meta.url))

/** A running server. */
export interface RunningServer {
  wardround: Wardround
  url: string
  /** Stops everything this process started, the listener first and PostgreSQL last. */
  stop(): Promise<void>
}

/**
 * Starts the whole server on a data directory that nobody else holds. Whatever was started is
 * stopped again when a later step fails. Throws the sentence to show.
 */
export const startServer = async (
  config: Config,
  options: { isExample: boolean; onProgress: (line: string) => void },
): Promise<RunningServer> => {
  const stops: (() => Promise<void> | void)[] = []
  const stop = async () => {
    for (const one of stops.splice(0).toReversed()) await one()
  }
  try {
    const lock = await lockDataDirectory(config.dataDirectory, {
      holder: 'server',
      purpose: 'the server',
    })
    stops.push(() => lock.release())
    const log = openLog(config.dataDirectory, config.logLevel)
    const server = await openRegistryServer(config, log, options.onProgress)
    stops.push(() => server.stop())
    options.onProgress('Preparing the stores …')
    const token = randomBytes(32).toString('base64url')
    const telemetry = await openTelemetry(config, systemClock)
    const wardround = await composeWardround({
      config,
      databaseUrl: server.url,
      telemetry,
      clock: systemClock,
      secret: readSecret(config.dataDirectory),
      mail: openMail(config),
      isExample: options.isExample,
      worker: true,
      mayMigrate: true,
      onFault: (fault, about) => log.error({ err: fault }, about),
    })
    stops.push(() => wardround.close())
    await seedReferencePack(wardround.registry.doorsFor, PACK_DIRECTORY)
    const door = localDoor(wardround, token)
    const listener = await listen({
      fetch: async (request, address) =>
        (await door(request, address)) ?? wardround.fetch(request, address),
      host: config.host,
      port: config.port,
      behindProxy: config.behindProxy,
    })
    stops.push(() => listener.close())
    await wardround.startWorker()
    lock.publish({ databaseUrl: server.url, httpUrl: listener.url, token })
    return { wardround, url: listener.url, stop }
  } catch (problem) {
    await stop().catch(() => undefined)
    throw problem
  }
}
