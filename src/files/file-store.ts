import { createHash } from 'node:crypto'
import { Unavailable } from '#kernel/errors.js'

/** Files kept by what is in them: the same bytes are kept once, and nothing is ever overwritten. */
export interface FileStore {
  /** Keeps bytes and answers their SHA-256 digest; they are on the disk when it returns. */
  keep(bytes: Uint8Array): Promise<string>
  /** The bytes of a digest; null when they are missing or not what they were. Throws Unavailable when the store does not answer. */
  find(digest: string): Promise<Uint8Array | null>
  /** The bytes of a digest. Throws Unavailable when they are missing or not what they were. */
  read(digest: string): Promise<Uint8Array>
}

/** The SHA-256 digest of bytes, as 64 hexadecimal characters. */
export const digestOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** Reading by finding, as every store does it. */
export const readBy =
  (find: FileStore['find']): FileStore['read'] =>
  async (digest) => {
    const bytes = await find(digest)
    if (bytes) return bytes
    throw notReadable()
  }

const notReadable = (): Unavailable =>
  new Unavailable(
    'This document cannot be read: the file is missing or damaged. Ask whoever runs Wardround to restore it from a backup.',
  )
