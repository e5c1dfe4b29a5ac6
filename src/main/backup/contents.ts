import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Invalid } from '#kernel/errors.js'
import { MANIFEST, type Manifest } from './manifest.js'

type Content = Manifest['contents'][number]

/** Every file of a backup but its manifest, with its size and SHA-256, by path. */
export const readContents = async (directory: string): Promise<Content[]> => {
  const contents: Content[] = []
  for (const path of (await filePaths(directory)).toSorted()) {
    if (path !== MANIFEST) contents.push(await contentOf(directory, path))
  }
  return contents
}

/** Throws Invalid, naming the first file, unless every file is exactly the one that was written. */
export const checkContents = async (directory: string, manifest: Manifest): Promise<void> => {
  const present = new Set(await filePaths(directory))
  const damaged = (path: string, what: string) =>
    new Invalid(`The backup ${directory} is damaged: ${path} ${what}. Use another backup.`)
  for (const wanted of manifest.contents) {
    if (!present.has(wanted.path)) throw damaged(wanted.path, 'is missing')
    const found = await contentOf(directory, wanted.path)
    if (found.bytes !== wanted.bytes) {
      throw damaged(wanted.path, `has ${found.bytes} bytes and should have ${wanted.bytes}`)
    }
    if (found.sha256 !== wanted.sha256) throw damaged(wanted.path, 'was changed')
    present.delete(wanted.path)
  }
  present.delete(MANIFEST)
  const stranger = [...present][0]
  if (stranger) throw damaged(stranger, 'does not belong to it')
}

const filePaths = async (directory: string): Promise<string[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

const contentOf = async (directory: string, path: string): Promise<Content> => {
  const hash = createHash('sha256')
  const full = join(directory, path)
  await pipeline(createReadStream(full), hash)
  return { path, bytes: (await stat(full)).size, sha256: hash.digest('hex') }
}
