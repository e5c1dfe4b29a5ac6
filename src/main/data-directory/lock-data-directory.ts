import { mkdirSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Conflict, DomainError } from '#kernel/errors.js'
import { checkDataFormat, markDataFormat } from './data-format.js'
import { dataDirectoryError } from './file-errors.js'
import {
  readAttachment,
  readHolder,
  removeHolderFiles,
  writeAttachment,
  writeHolder,
  type Attachment,
  type Holder,
} from './holder-file.js'
import { takeLock, type HeldElsewhere, type OperatingSystemLock } from './operating-system-lock.js'

export interface LockRequest {
  holder: 'server' | 'command'
  /** What for, in words that fit after "in use by": `the server`, `wardround backup`. */
  purpose: string
}

/** The data directory, held by this process alone. */
export interface DataDirectoryLock {
  /** The real, absolute path of the directory. */
  path: string
  /** Tells commands how to reach this server (attach.json, 0600). */
  publish(attachment: Omit<Attachment, 'pid'>): void
  /** Lets it go; the end of the process, however it ends, does the same. Twice is harmless. */
  release(): void
}

/** Somebody else holds the data directory. */
export interface DataDirectoryInUse {
  path: string
  /** Undefined when the holder has not said who it is. */
  holder: Holder | undefined
  /** How to reach it, once it is a server that is ready. */
  attachment: Attachment | undefined
}

export type LockOutcome =
  | { kind: 'held'; lock: DataDirectoryLock }
  | { kind: 'in use'; inUse: DataDirectoryInUse }

function openDirectory(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const real = realpathSync(path)
  if (!statSync(real).isDirectory()) throw Object.assign(new Error('file'), { code: 'ENOTDIR' })
  checkDataFormat(real)
  return real
}

function heldLock(path: string, lock: OperatingSystemLock): DataDirectoryLock {
  let released = false
  return {
    path,
    publish: (attachment) => writeAttachment(path, { pid: process.pid, ...attachment }),
    release() {
      if (released) return
      released = true
      removeHolderFiles(path)
      lock.release()
    },
  }
}

async function whoHolds(path: string, held: HeldElsewhere): Promise<DataDirectoryInUse> {
  const isHolder = (pid: number | undefined) =>
    pid !== undefined && (held.pid === undefined || held.pid === pid)
  for (let tries = 0; tries < 10; tries += 1) {
    const holder = readHolder(path)
    if (holder && isHolder(holder.pid)) {
      const attachment = readAttachment(path)
      const trusted = holder.holder === 'server' && attachment?.pid === holder.pid
      return { path, holder, attachment: trusted ? attachment : undefined }
    }
    await sleep(50) // it holds the lock and is about to write who it is
  }
  return { path, holder: undefined, attachment: undefined }
}

/**
 * Tries to hold a data directory, making it where it is missing, or says who holds it. Throws
 * Unavailable, in one sentence that says what to do, when the directory cannot be used at all.
 */
export async function tryLockDataDirectory(
  path: string,
  request: LockRequest,
): Promise<LockOutcome> {
  try {
    const real = openDirectory(resolve(path))
    const taken = await takeLock(join(real, 'wardround.lock'))
    if (!('release' in taken)) return { kind: 'in use', inUse: await whoHolds(real, taken) }
    const lock = heldLock(real, taken)
    try {
      removeHolderFiles(real)
      checkDataFormat(real)
      markDataFormat(real)
      writeHolder(real, { pid: process.pid, ...request })
    } catch (error) {
      taken.release()
      throw error
    }
    return { kind: 'held', lock }
  } catch (error) {
    throw error instanceof DomainError ? error : dataDirectoryError(path, error)
  }
}

/** The sentence for a person who is refused. */
export function inUseSentence({ path, holder, attachment }: DataDirectoryInUse): string {
  const who = holder ? `${holder.purpose} (process ${holder.pid})` : 'another Wardround'
  const advice =
    holder?.holder === 'command'
      ? 'wait until it has finished'
      : `use that one${attachment ? ` at ${attachment.httpUrl}` : ''}, stop it first`
  return `The data directory ${path} is in use by ${who}: ${advice}, or set WARDROUND_DATA to another directory.`
}

/** Holds a data directory for this process. Throws Conflict when it is in use, or Unavailable. */
export async function lockDataDirectory(
  path: string,
  request: LockRequest,
): Promise<DataDirectoryLock> {
  const outcome = await tryLockDataDirectory(path, request)
  if (outcome.kind === 'held') return outcome.lock
  throw new Conflict(inUseSentence(outcome.inUse))
}
