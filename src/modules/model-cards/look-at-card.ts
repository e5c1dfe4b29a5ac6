import { digestOf } from '#files/file-store.js'
import { madeOnlyBy } from '#kernel/made-only-by.js'
import type { Doors } from '#kernel/operation.js'
import { checkFile } from './check-file.js'
import { checkMayImport } from './check-may-import.js'

/** A file that was read as a model card, valid or not; only `lookAtCard` makes one. */
export interface LookedAtCard {
  readonly bytes: Uint8Array
  readonly fileName: string
  /** Of the bytes that were read. */
  readonly digest: string
  readonly found: ReturnType<typeof checkFile>
  /** An idempotency key stands for the digest, not for the bytes again. */
  readonly toJSON: () => { fileName: string; digest: string }
}

const { made, schema } = madeOnlyBy<LookedAtCard>('Choose a file.')

/** Takes a file that was read as a card, and nothing that only says so. */
export const lookedAtCard = schema

/**
 * Reads a file as a card for somebody who may import one for the version, with no transaction open. Throws
 * what the question whether they may throws; what is wrong with the file stands in what was found.
 */
export const lookAtCard = async (
  { read }: Pick<Doors, 'read'>,
  given: { productId: string; versionId: string; fileName: string; bytes: Uint8Array },
): Promise<LookedAtCard> => {
  const { bytes, ...about } = given
  const { fileName } = await read(checkMayImport, about)
  const digest = digestOf(bytes)
  const found = checkFile(bytes)
  return made({ bytes, fileName, digest, found, toJSON: () => ({ fileName, digest }) })
}
