import { digestOf } from '#files/file-store.js'
import { Invalid, TooLarge } from '#kernel/errors.js'
import { identifiableMessage } from '#kernel/identifiable-data.js'
import { madeOnlyBy } from '#kernel/made-only-by.js'
import type { Doors, Operation } from '#kernel/operation.js'
import {
  inspectDocument,
  TAKEN_KINDS,
  type AcceptedFile,
  type Inspection,
  type SearchPdf,
} from './inspect-document.js'
import { LARGEST_DOCUMENT } from './model.js'

/** A file as somebody gave it. */
export interface GivenFile {
  readonly bytes: Uint8Array
  readonly fileName: string
}

/** A file that was looked at and may be kept; only `lookAtFile` makes one. */
export interface LookedAtFile extends GivenFile {
  /** Of the bytes that were looked at. */
  readonly digest: string
  readonly found: AcceptedFile
  /** An idempotency key stands for the digest, not for the bytes again. */
  readonly toJSON: () => { fileName: string; digest: string }
}

const { made, schema } = madeOnlyBy<LookedAtFile>('Choose a file.')

/** Takes a file that was looked at, and nothing that only says so. */
export const lookedAtFile = schema

/**
 * Looks at a file before it is kept: its kind by its content, and its words for identifying data. Takes up
 * to 15 seconds for a PDF, so not while a transaction is open. Throws Invalid, TooLarge over 20 MB, and
 * LimitReached where several PDF files are being read.
 */
export const lookAtFile = async (
  { bytes, fileName }: GivenFile,
  searchPdf?: SearchPdf,
): Promise<LookedAtFile> => {
  if (bytes.length === 0) throw refused('This file is empty.')
  if (bytes.length > LARGEST_DOCUMENT)
    throw new TooLarge('This file is larger than 20 MB. Add a link to where it is kept instead.')
  const digest = digestOf(bytes)
  const found = await inspectDocument(bytes, fileName, searchPdf)
  if (!found.accepted) throw refused(refusalOf(found))
  return made({ fileName, bytes, digest, found, toJSON: () => ({ fileName, digest }) })
}

/**
 * Makes the way in which pages and routes attach a file: first the question whether they may, which also
 * answers the name it is kept by, then the look at it, with no transaction open, then the command, which
 * asks again. Throws what these throw.
 */
export const lookedAtBefore =
  <Asked, Given, Out>(
    mayAttach: Operation<Asked, { fileName: string }>,
    attach: Operation<Given, Out>,
    searchPdf?: SearchPdf,
  ) =>
  async ({ read, run }: Doors, given: GivenFile & Readonly<Record<string, unknown>>) => {
    const { bytes, fileName: named, ...about } = given
    const { fileName } = await read(mayAttach, { ...about, fileName: named })
    const file = await lookAtFile({ bytes, fileName }, searchPdf)
    return run(attach, { ...about, file })
  }

const refused = (message: string) => new Invalid([{ field: 'file', message }])

const refusalOf = (found: Extract<Inspection, { accepted: false }>): string => {
  if (found.because === 'identifiable') return identifiableMessage(found.kinds)
  if (found.because === 'name')
    return 'The name of this file says another kind than what is in it. Save it under the right name, or as a PDF, and add it again.'
  if (found.because === 'unpacked')
    return 'Unpacked, this file is larger than 200 MB. It is not stored. Save it smaller, or add a link to where it is kept.'
  return `This kind of file is not taken, going by what is in it. Give a ${TAKEN_KINDS} file.`
}
