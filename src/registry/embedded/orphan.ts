import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Unavailable } from '#kernel/errors.js'
import { errorCode } from './error-parts.js'
import { isTemporarySocketDirectory, type Layout } from './layout.js'
import type { PostgresBinaries } from './postgres-binaries.js'
import { readPostmasterFile } from './postmaster-file.js'

/** Whether a process runs, whoever owns it; one that ended and was not yet reaped does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !isZombie(pid)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')')).startsWith(') Z')
  } catch {
    return false
  }
}

/** The words a process was started with, or undefined where this machine does not say. */
function commandLineOf(pid: number): string[] | undefined {
  if (process.platform === 'win32') return undefined
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    const { stdout, status } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', `${pid}`], {
      encoding: 'utf8',
    })
    return status === 0 ? stdout.trim().split(' ') : undefined
  }
}

/** Whether a command line is that of a PostgreSQL serving exactly this cluster. */
export function servesCluster(commandLine: readonly string[], cluster: string): boolean {
  const joined = ` ${commandLine.join(' ')} `
  return joined.includes('postgres') && joined.includes(` -D ${cluster} `)
}

async function waitUntilGone(pid: number, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
    if (!isAlive(pid)) return true
  }
  return !isAlive(pid)
}

/** Ends a PostgreSQL in order: fast (30 s), then at once; committed work is safe either way. */
export async function endPostmaster(
  pid: number,
  binaries: PostgresBinaries,
  cluster: string,
): Promise<void> {
  for (const [signal, mode] of [
    ['SIGINT', 'fast'],
    ['SIGQUIT', 'immediate'],
  ] as const) {
    if (!isAlive(pid)) return
    if (process.platform === 'win32') {
      spawnSync(binaries.pgCtl, ['stop', '-D', cluster, '-m', mode, '-w'], { stdio: 'ignore' })
    } else process.kill(pid, signal)
    if (await waitUntilGone(pid, 30)) return
  }
  throw new Unavailable(
    `The PostgreSQL of ${cluster} (process ${pid}) does not stop: end it by hand.`,
  )
}

/** Throws Unavailable where the file came along with a copy of another cluster, whose PostgreSQL still runs. */
export function refuseCopyInUse(
  layout: Layout,
  dataDirectory: string,
  commandLine: readonly string[],
): void {
  if (dataDirectory === layout.cluster || !servesCluster(commandLine, dataDirectory)) return
  throw new Unavailable(
    `${layout.directory} was copied from ${dirname(dataDirectory)} while that was in use, and such a copy may be damaged: make one with wardround backup and restore it, or stop the other Wardround and copy its directory again.`,
  )
}

/**
 * Stops a PostgreSQL of this cluster that outlived the Wardround that started it; returns whether
 * there was one. Only the holder of the data directory's lock may call it. Another PostgreSQL is
 * never touched: the process must have been started for exactly this cluster. Throws Unavailable for a
 * copy of a cluster in use.
 */
export async function stopOrphan(layout: Layout, binaries: PostgresBinaries): Promise<boolean> {
  const file = readPostmasterFile(layout.cluster)
  if (!file) return false
  const commandLine = isAlive(file.pid) ? commandLineOf(file.pid) : []
  refuseCopyInUse(layout, file.dataDirectory, commandLine ?? [])
  const ours =
    commandLine === undefined ? isAlive(file.pid) : servesCluster(commandLine, layout.cluster)
  if (ours) await endPostmaster(file.pid, binaries, layout.cluster)
  rmSync(join(layout.cluster, 'postmaster.pid'), { force: true })
  if (isTemporarySocketDirectory(layout, file.socketDirectory)) {
    rmSync(file.socketDirectory, { recursive: true, force: true })
  }
  return ours
}
