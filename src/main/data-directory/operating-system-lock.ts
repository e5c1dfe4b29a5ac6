import { DuckDBInstance } from '@duckdb/node-api'
import { constants, copyFileSync, existsSync, linkSync, rmSync } from 'node:fs'
import { errorText } from '#registry/embedded/error-parts.js'

/** Somebody else holds the lock; `pid` is their process where this machine says so. */
export interface HeldElsewhere {
  pid: number | undefined
}

/** A lock that is held until it is released or this process ends, however it ends. */
export interface OperatingSystemLock {
  release(): void
}

const heldHere = new Set<string>()

/** Reads DuckDB's refusal: who holds the file, or undefined when it is another error. */
export function parseHeldElsewhere(message: string): HeldElsewhere | undefined {
  if (!/Conflicting lock is held|already open in|used by another process/.test(message)) {
    return undefined
  }
  const pid = Number(/\(PID (\d+)\)/.exec(message)?.[1])
  return { pid: pid > 0 ? pid : undefined }
}

function keepFirst(made: string, path: string): void {
  try {
    linkSync(made, path)
  } catch {
    if (!existsSync(path)) copyFileSync(made, path, constants.COPYFILE_EXCL)
  }
}

async function makeLockFile(path: string): Promise<void> {
  const unfinished = `${path}.${process.pid}.unfinished`
  rmSync(unfinished, { force: true })
  const instance = await DuckDBInstance.create(unfinished, { threads: '1' })
  instance.closeSync()
  try {
    keepFirst(unfinished, path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/**
 * Takes an exclusive operating-system lock on a small file (DuckDB's own: fcntl, or share modes on
 * Windows), which needs no native build of ours. The file is made whole the first time. Nothing
 * else in this process may open it: closing any handle to it would let the lock go.
 */
export async function takeLock(path: string): Promise<OperatingSystemLock | HeldElsewhere> {
  if (heldHere.has(path)) return { pid: process.pid }
  heldHere.add(path)
  try {
    if (!existsSync(path)) await makeLockFile(path)
    const instance = await DuckDBInstance.create(path, { threads: '1' })
    return {
      release() {
        if (heldHere.delete(path)) instance.closeSync()
      },
    }
  } catch (error) {
    heldHere.delete(path)
    const held = parseHeldElsewhere(errorText(error))
    if (held) return held
    throw error
  }
}
