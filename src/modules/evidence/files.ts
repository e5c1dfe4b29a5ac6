import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Unavailable } from '#kernel/errors.js'

/** Files kept by what is in them: the same bytes are kept once, and nothing is ever overwritten. */
export interface FileStore {
  /** Keeps bytes and answers their SHA-256 digest; they are on the disk when it returns. */
  keep(bytes: Uint8Array): Promise<string>
  /** The bytes of a digest. Throws Unavailable when they are missing or not what they were. */
  read(digest: string): Promise<Uint8Array>
}

/** The SHA-256 digest of bytes, as 64 hexadecimal characters. */
export const digestOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** Files below a directory, as `ab/ab12…`. A file is written aside, flushed, and then renamed. */
export const openFileStore = (directory: string): FileStore => {
  const pathOf = (digest: string): string => join(directory, digest.slice(0, 2), digest)
  return {
    async keep(bytes) {
      const digest = digestOf(bytes)
      const path = pathOf(digest)
      if (await exists(path, bytes.length)) return digest
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const aside = `${path}.${randomUUID()}`
      const file = await open(aside, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(aside, path)
      await flushDirectory(dirname(path))
      await flushDirectory(directory)
      return digest
    },
    async read(digest) {
      const bytes = await readFile(pathOf(digest)).catch(() => null)
      if (bytes && digestOf(bytes) === digest) return bytes
      throw new Unavailable(
        'This document cannot be read: the file is missing or damaged. Ask whoever runs Wardround to restore it from a backup.',
      )
    },
  }
}

const exists = async (path: string, size: number): Promise<boolean> => {
  try {
    return (await stat(path)).size === size
  } catch {
    return false
  }
}

// A rename is only on the disk once its directory is; Windows cannot open one and needs not.
const flushDirectory = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
