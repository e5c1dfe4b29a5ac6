import { createHash } from 'node:crypto'
import { strFromU8, strToU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readBy, type FileStore } from '#files/file-store.js'
import { deploymentArchive, MANIFEST, SUMS, type ManifestEntry } from './deployment-file.js'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const plan = new Uint8Array(300_000).map((_, at) => (at * 7919) % 251)
const documents = new Map([[sha256(plan), plan]])
const find: FileStore['find'] = async (digest) => documents.get(digest) ?? null
const files: FileStore = { keep: async (bytes) => sha256(bytes), find, read: readBy(find) }

const unpack = async (stream: ReadableStream<Uint8Array>) =>
  unzipSync(new Uint8Array(await new Response(stream as BodyInit).arrayBuffer()))

test('every file is in the manifest with its digest, and what is missing is named', async () => {
  const lost = sha256(strToU8('lost'))
  const parts = {
    about: { deployment: 'dep_1', reason: 'To hand over' },
    texts: [{ path: 'deployment.json', text: '{"name":"Zoë"}\n' }],
    documents: [
      { path: 'documents/doc_1/plan.pdf', digest: sha256(plan) },
      { path: 'documents/doc_2/lost.pdf', digest: lost },
    ],
  }
  const at = new Date('2026-11-02T10:00:00Z')
  const unpacked = await unpack(deploymentArchive(parts, files, at))
  const manifest = JSON.parse(strFromU8(unpacked[MANIFEST] ?? new Uint8Array()))
  expect(manifest).toMatchObject({ deployment: 'dep_1', missing: [{ digest: lost }] })
  const listed = manifest.files as ManifestEntry[]
  expect(listed.map(({ path }) => path)).toEqual(['deployment.json', 'documents/doc_1/plan.pdf'])
  for (const { path, bytes, sha256: digest } of listed) {
    expect(unpacked[path]?.length).toBe(bytes)
    expect(sha256(unpacked[path] ?? new Uint8Array())).toBe(digest)
  }
  const sums = strFromU8(unpacked[SUMS] ?? new Uint8Array())
    .trimEnd()
    .split('\n')
  const summed = sums.map((line) => line.split('  '))
  const paths = summed.map(([, path]) => path)
  expect(paths).toHaveLength(Object.keys(unpacked).length - 1)
  expect(paths).toContain(MANIFEST)
  for (const [digest, path = ''] of summed) expect(sha256(unpacked[path] ?? plan)).toBe(digest)
})
