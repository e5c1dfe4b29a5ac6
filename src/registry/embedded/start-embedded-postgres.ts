import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, realpathSync, rmSync, statSync } from 'node:fs'
import { Unavailable } from '#kernel/errors.js'
import { lastLine, postgresEnvironment, prepareCluster, superuser } from './cluster.js'
import { connectionUrl, type Address } from './connection-url.js'
import type { Credentials } from './credentials.js'
import { errorText } from './error-parts.js'
import { freePort } from './free-port.js'
import { asCommand, chooseLauncher, giveTo, type Launcher } from './launcher.js'
import { isTemporarySocketDirectory, layoutOf, makeSocketDirectory, type Layout } from './layout.js'
import { endPostmaster, stopOrphan } from './orphan.js'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.js'
import { ensureRolesAndDatabase, ownerRole } from './roles.js'
import { serverArguments, THROWAWAY } from './server-settings.js'
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
  pid: number
  /** Settles when the server has ended, for whatever reason. */
  exited: Promise<void>
  /** Ends the server in order. Doing it twice is harmless. */
  stop(): Promise<void>
}

interface Running {
  child: ChildProcess
  pid: number
  address: Address
  exited: Promise<void>
}

function openLog(path: string): number {
  const tooLong = existsSync(path) && statSync(path).size > 10_000_000
  return openSync(path, tooLong ? 'w' : 'a', 0o600)
}

async function launch(
  binaries: PostgresBinaries,
  launcher: Launcher,
  layout: Layout,
  settings: Readonly<Record<string, string>>,
): Promise<Running> {
  const address: Address =
    process.platform === 'win32'
      ? { port: await freePort() }
      : { socketDirectory: makeSocketDirectory(layout) }
  if ('socketDirectory' in address) giveTo(launcher, address.socketDirectory)
  const [program, rest] = asCommand(launcher, binaries.postgres)
  const log = openLog(layout.log)
  const child = spawn(
    program,
    [...rest, '-D', layout.cluster, ...serverArguments(address, settings)],
    {
      ...launcher.user,
      cwd: layout.cluster,
      env: postgresEnvironment(),
      detached: true, // its own process group: Ctrl-C must drain Node before the database goes
      stdio: ['ignore', log, log],
      windowsHide: true,
    },
  )
  closeSync(log)
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  child.unref()
  return { child, pid: child.pid ?? 0, address, exited }
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
  credentials: Credentials,
  onProgress: (message: string) => void,
  layout: Layout,
): Promise<void> {
  const url = connectionUrl(running.address, superuser, credentials.superuser, 'postgres')
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
  const running = await launch(binaries, launcher, layout, settings)
  const stop = async () => {
    running.child.ref() // its end must be waited for even when nothing else keeps Node alive
    await endPostmaster(running.pid, binaries, layout.cluster)
    await running.exited
    removeTemporarySockets(layout, running.address)
  }
  await finishStart(running, credentials, onProgress, layout).catch(async (error: unknown) => {
    if (running.pid > 0) await stop()
    throw error
  })
  const urlFor = (user: string, password: string, database: string) =>
    connectionUrl(running.address, user, password, database)
  return {
    url: urlFor(ownerRole, credentials.owner, ownerRole),
    superuserUrl: urlFor(superuser, credentials.superuser, 'postgres'),
    pid: running.pid,
    exited: running.exited,
    stop,
  }
}

function removeTemporarySockets(layout: Layout, address: Address): void {
  if (!('socketDirectory' in address)) return
  if (!isTemporarySocketDirectory(layout, address.socketDirectory)) return
  rmSync(address.socketDirectory, { recursive: true, force: true })
}
