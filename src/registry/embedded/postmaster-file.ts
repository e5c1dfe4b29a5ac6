import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a running PostgreSQL writes in its data directory. */
export interface PostmasterFile {
  pid: number
  dataDirectory: string
  port: number
  socketDirectory: string
}

/** Reads the text of a postmaster.pid, or undefined when it is not one. */
export function parsePostmasterFile(text: string): PostmasterFile | undefined {
  const [pid, dataDirectory, , port, socketDirectory] = text.split('\n').map((line) => line.trim())
  if (!pid || !dataDirectory || !Number.isInteger(Number(pid)) || Number(pid) <= 1) return undefined
  return {
    pid: Number(pid),
    dataDirectory,
    port: Number(port ?? 0),
    socketDirectory: socketDirectory ?? '',
  }
}

/** The postmaster.pid of a cluster, or undefined when no server wrote one. */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  try {
    return parsePostmasterFile(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'))
  } catch {
    return undefined
  }
}
