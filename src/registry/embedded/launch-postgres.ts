import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { postgresEnvironment } from './cluster.js'
import type { Address } from './connection-url.js'
import { freePort } from './free-port.js'
import { asCommand, giveTo, type Launcher } from './launcher.js'
import { makeSocketDirectory, type Layout } from './layout.js'
import type { PostgresBinaries } from './postgres-binaries.js'
import { serverArguments } from './server-settings.js'

/** A PostgreSQL process of ours. */
export interface Running {
  child: ChildProcess
  pid: number
  /** Settles when the process has ended, for whatever reason. */
  exited: Promise<void>
}

/** What a PostgreSQL process is started with. */
export interface LaunchParts {
  binaries: PostgresBinaries
  launcher: Launcher
  layout: Layout
  settings: Readonly<Record<string, string>>
}

/** Where a server of this cluster will be reached: a socket of its own, on Windows a free port. */
export const newAddress = async (layout: Layout): Promise<Address> =>
  process.platform === 'win32'
    ? { port: await freePort() }
    : { socketDirectory: makeSocketDirectory(layout) }

/** Starts the process at an address; it is not ready yet. */
export const launchPostgres = (
  { binaries, launcher, layout, settings }: LaunchParts,
  address: Address,
): Running => {
  if ('socketDirectory' in address) {
    mkdirSync(address.socketDirectory, { recursive: true, mode: 0o700 })
    giveTo(launcher, address.socketDirectory)
  }
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
  return { child, pid: child.pid ?? 0, exited }
}

const openLog = (path: string): number => {
  const tooLong = existsSync(path) && statSync(path).size > 10_000_000
  return openSync(path, tooLong ? 'w' : 'a', 0o600)
}
