import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { translateFullDisk } from '#kernel/full-disk.js'
import { digestOf, readBy, type FileStore } from './file-store.js'

/** Files below a directory, as `ab/ab12…`. A file is written aside, flushed, and then renamed. */
export const openDirectoryStore = (directory: string): FileStore => {
  const pathOf = (digest: string): string => join(directory, digest.slice(0, 2), digest)
  const find: FileStore['find'] = async (digest) => {
    const bytes = await readFile(pathOf(digest)).catch(() => null)
    return bytes && digestOf(bytes) === digest ? bytes : null
  }
  return {
    find,
    read: readBy(find),
    async keep(bytes) {
      const digest = digestOf(bytes)
      const path = pathOf(digest)
      if (await exists(path, bytes.length)) return digest
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const aside = `${path}.${randomUUID()}`
      await writeWhole(aside, bytes).catch(async (fault: unknown) => {
        await rm(aside, { force: true })
        throw translateFullDisk(fault)
      })
      await rename(aside, path)
      await flushDirectory(dirname(path))
      await flushDirectory(directory)
      return digest
    },
  }
}

const writeWhole = async (path: string, bytes: Uint8Array): Promise<void> => {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
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
