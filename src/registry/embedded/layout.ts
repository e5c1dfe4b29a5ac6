import { existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where everything of the embedded PostgreSQL is inside a data directory. */
export interface Layout {
  directory: string
  cluster: string
  unfinished: string
  credentials: string
  log: string
  sockets: string
}

/** The port that names the socket; nothing listens on it over the network except on Windows. */
export const socketPort = 5432

const temporaryPrefix = 'wardround-'

/** The paths of the embedded PostgreSQL in a data directory (absolute). */
export function layoutOf(dataDirectory: string): Layout {
  const directory = join(dataDirectory, 'postgres')
  return {
    directory,
    cluster: join(directory, 'cluster'),
    unfinished: join(directory, 'cluster.unfinished'),
    credentials: join(directory, 'credentials.json'),
    log: join(directory, 'server.log'),
    sockets: join(directory, 'sockets'),
  }
}

/** Whether a socket in this directory fits an address: 107 bytes on Linux, 103 on macOS. */
export function fitsSocketAddress(directory: string, platform: string): boolean {
  const path = `${directory}/.s.PGSQL.${socketPort}.lock`
  return Buffer.byteLength(path) <= (platform === 'darwin' ? 103 : 107)
}

/** Makes the directory for the socket (0700): in the data directory, or a short temporary one. */
export function makeSocketDirectory(layout: Layout): string {
  if (!fitsSocketAddress(layout.sockets, process.platform)) {
    const parent = fitsSocketAddress(join(tmpdir(), 'wardround-123456'), process.platform)
    return mkdtempSync(join(parent ? tmpdir() : '/tmp', temporaryPrefix))
  }
  if (!existsSync(layout.sockets)) mkdirSync(layout.sockets, { mode: 0o700 })
  return layout.sockets
}

/** Whether a socket directory is a temporary one made by makeSocketDirectory. */
export function isTemporarySocketDirectory(layout: Layout, directory: string): boolean {
  if (directory === layout.sockets) return false
  return /^wardround-[A-Za-z0-9]{6}$/.test(directory.slice(directory.lastIndexOf('/') + 1))
}
