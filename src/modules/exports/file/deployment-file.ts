import { createHash } from 'node:crypto'
import { Zip, ZipDeflate, ZipPassThrough, strToU8 } from 'fflate'
import type { FileStore } from '#files/file-store.js'

/** A document to put into the archive: where, and by which digest it was kept. */
export interface KeptDocument {
  path: string
  digest: string
}

/** What a deployment file is made of: texts that are ready, and documents that are read one by one. */
export interface FileParts {
  about: Readonly<Record<string, unknown>>
  texts: readonly { path: string; text: string }[]
  documents: readonly KeptDocument[]
}

/** One file of the archive as its manifest lists it. */
export interface ManifestEntry {
  path: string
  bytes: number
  sha256: string
}

/** The list of what is in the archive. */
export const MANIFEST = 'manifest.json'
/** The same digests as `sha256sum -c` reads them. */
export const SUMS = 'SHA256SUMS'

/**
 * A deployment's whole file as one ZIP archive, made as it is read: never more than one document is in
 * memory. The manifest comes last; a document that is missing or damaged is named there and left out.
 */
export const deploymentArchive = (
  parts: FileParts,
  files: FileStore,
  at: Date,
): ReadableStream<Uint8Array> => {
  const steps = entriesOf(parts, files)
  let zip: Zip
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      zip = new Zip((fault, chunk, final) => {
        if (fault) return controller.error(fault)
        if (chunk.length > 0) controller.enqueue(chunk)
        if (final) controller.close()
      })
    },
    pull: async () => {
      const { value, done } = await steps.next()
      if (done) return zip.end()
      add(zip, value, at)
    },
    cancel: () => zip.terminate(),
  })
}

interface Entry {
  path: string
  bytes: Uint8Array
  /** Documents are mostly packed already. */
  isPacked: boolean
}

const add = (zip: Zip, { path, bytes, isPacked }: Entry, at: Date): void => {
  const entry = isPacked ? new ZipPassThrough(path) : new ZipDeflate(path)
  entry.mtime = at
  zip.add(entry)
  entry.push(bytes, true)
}

async function* entriesOf(
  { about, texts, documents }: FileParts,
  files: FileStore,
): AsyncGenerator<Entry> {
  const listed: ManifestEntry[] = []
  const missing: KeptDocument[] = []
  const noted = (path: string, bytes: Uint8Array, isPacked = false): Entry => {
    listed.push({ path, bytes: bytes.length, sha256: sha256(bytes) })
    return { path, bytes, isPacked }
  }
  for (const { path, text } of texts) yield noted(path, strToU8(text))
  for (const document of documents) {
    const bytes = await files.read(document.digest).catch(() => null)
    if (bytes) yield noted(document.path, bytes, true)
    else missing.push(document)
  }
  const manifest = strToU8(`${JSON.stringify({ ...about, files: listed, missing }, null, 2)}\n`)
  yield noted(MANIFEST, manifest)
  const sums = listed.map((one) => `${one.sha256}  ${one.path}`).join('\n')
  yield { path: SUMS, bytes: strToU8(`${sums}\n`), isPacked: false }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
