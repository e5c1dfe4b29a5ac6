import { existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { Unavailable } from '#kernel/errors.js'
import { lastLine, prepareCluster, superuser } from './cluster.js'
import { connectionUrl, type Address } from './connection-url.js'
import type { Credentials } from './credentials.js'
import { errorText } from './error-parts.js'
import { keepRunning } from './keep-running.js'
import { chooseLauncher, giveTo } from './launcher.js'
import { launchPostgres, newAddress, type Running } from './launch-postgres.js'
import { isTemporarySocketDirectory, layoutOf, type Layout } from './layout.js'
import { endPostmaster, stopOrphan } from './orphan.js'
import { findPostgresBinaries } from './postgres-binaries.js'
import { ensureRolesAndDatabase, ownerRole } from './roles.js'
import { THROWAWAY } from './server-settings.js'
import { readLogTail, waitUntilReady } from './wait-until-ready.js'

/** What startEmbeddedPostgres needs from a log; a pino logger fits. */
export interface StartLog {
  info(message: string): void
  warn(message: string): void
}

export interface EmbeddedPostgresOptions {
  /** The data directory of Wardround, which must exist and whose lock the caller holds. */
  dataDirectory: string
  log: StartLog
  /** Told, in words for people, what takes time. */
  onProgress?: (message: string) => void
  /**
   * For the worked example and for tests, which are thrown away: nothing is forced to the disk, so that
   * a power cut could lose it all. Never for records that somebody relies on.
   */
  throwaway?: boolean
  /** Further server settings. */
  settings?: Readonly<Record<string, string>>
}

/** A PostgreSQL that this process started. */
export interface EmbeddedPostgres {
  /** Connection URL for the owner role `wardround`, which is no superuser. */
  url: string
  /** Connection URL for the initdb superuser: only for making databases in tests and restoring. */
  superuserUrl: string
  /** Of the server now: one that ends by itself is started again, at the same address. */
  readonly pid: number
  /** Ends the server in order. Doing it twice is harmless. */
  stop(): Promise<void>
}

function prepareDirectory(dataDirectory: string): Layout {
  const layout = layoutOf(realpathSync(dataDirectory))
  try {
    mkdirSync(layout.directory, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Unavailable(
      `Wardround may not write in ${dataDirectory} (${errorText(error)}): give this user the right, or set WARDROUND_DATA to another directory.`,
      { cause: error },
    )
  }
  return layout
}

async function finishStart(
  running: Running,
  address: Address,
  credentials: Credentials,
  onProgress: (message: string) => void,
  layout: Layout,
): Promise<void> {
  const url = connectionUrl(address, superuser, credentials.superuser, 'postgres')
  const admin = await waitUntilReady(url, running.exited, onProgress).catch((error: unknown) => {
    const said = lastLine(readLogTail(layout.log))
    throw new Unavailable(
      `PostgreSQL did not start in ${layout.directory} (${said || errorText(error)}): see ${layout.log}.`,
      { cause: error },
    )
  })
  try {
    await ensureRolesAndDatabase(admin, credentials.owner)
  } finally {
    await admin.end()
  }
}

/**
 * Starts Wardround's own PostgreSQL in `<dataDirectory>/postgres`, making it the first time and
 * ending one that outlived an earlier Wardround. The caller holds the data directory's lock.
 * Throws Unavailable with one sentence that says what to do.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const { log, onProgress = () => {} } = options
  const binaries = findPostgresBinaries()
  const layout = prepareDirectory(options.dataDirectory)
  const launcher = chooseLauncher(layout.directory, binaries.root)
  giveTo(launcher, layout.directory)
  if (await stopOrphan(layout, binaries)) {
    log.warn('Stopped the PostgreSQL that an earlier Wardround had left running.')
  }
  if (!existsSync(layout.cluster)) onProgress('Making the database (once only)')
  const { throwaway = false } = options
  const credentials = prepareCluster(binaries, launcher, layout, throwaway)
  onProgress('Starting the database')
  const settings = { ...(throwaway ? THROWAWAY : {}), ...options.settings }
  const address = await newAddress(layout)
  const end = async (running: Running): Promise<void> => {
    await endPostmaster(running.pid, binaries, layout.cluster)
    await running.exited
  }
  const run = async (): Promise<Running> => {
    const running = launchPostgres({ binaries, launcher, layout, settings }, address)
    await finishStart(running, address, credentials, onProgress, layout).catch(
      async (error: unknown) => {
        if (running.pid > 0) await end(running)
        throw error
      },
    )
    return running
  }
  const first = await run().catch((error: unknown) => {
    removeTemporarySockets(layout, address)
    throw error
  })
  const again = async (): Promise<Running> => {
    await stopOrphan(layout, binaries)
    return run()
  }
  const kept = keepRunning(first, { again, end, log })
  const urlFor = (user: string, password: string, database: string) =>
    connectionUrl(address, user, password, database)
  return {
    url: urlFor(ownerRole, credentials.owner, ownerRole),
    superuserUrl: urlFor(superuser, credentials.superuser, 'postgres'),
    get pid() {
      return kept.pid()
    },
    stop: async () => {
      await kept.stop()
      removeTemporarySockets(layout, address)
    },
  }
}

function removeTemporarySockets(layout: Layout, address: Address): void {
  if (!('socketDirectory' in address)) return
  if (!isTemporarySocketDirectory(layout, address.socketDirectory)) return
  rmSync(address.socketDirectory, { recursive: true, force: true })
}
