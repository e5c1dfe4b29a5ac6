import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Unavailable } from '#kernel/errors.js'
import { openDirectoryStore } from './directory-store.js'
import { digestOf, type FileStore } from './file-store.js'
import { openS3Store } from './s3-store.js'
import { startS3Server, type S3Server } from './testing/s3-server.js'

const directory = mkdtempSync(join(tmpdir(), 'wardround-files-'))
let s3: S3Server
const bytesOf = (text: string) => new TextEncoder().encode(text)

beforeAll(async () => {
  s3 = await startS3Server()
})
afterAll(async () => {
  await s3.close()
  rmSync(directory, { recursive: true, force: true })
})

const stores: Record<
  string,
  () => { store: FileStore; damage: (digest: string) => void; count: () => number }
> = {
  'a directory': () => ({
    store: openDirectoryStore(directory),
    damage: (digest) => writeFileSync(join(directory, digest.slice(0, 2), digest), 'damaged'),
    count: () =>
      readdirSync(directory, { recursive: true }).filter((one) => String(one).length > 64).length,
  }),
  'an S3 bucket': () => ({
    store: openS3Store(s3.place),
    damage: (digest) =>
      void s3.objects.set(
        `/documents/wardround/${digest.slice(0, 2)}/${digest}`,
        bytesOf('damaged'),
      ),
    count: () => s3.objects.size,
  }),
}

describe.each(Object.keys(stores))('files in %s', (name) => {
  const open = () => stores[name]?.() ?? Promise.reject(new Error(name))

  test('the same bytes are kept once and come back as they were', async () => {
    const { store, count } = await open()
    const bytes = new Uint8Array(70_000).map((_, at) => at % 256)
    const digest = await store.keep(bytes)
    expect(digest).toBe(digestOf(bytes))
    const many = count()
    expect(await store.keep(bytes)).toBe(digest)
    expect(count()).toBe(many)
    expect(new Uint8Array(await store.read(digest))).toEqual(bytes)
  })

  test('what is missing or was changed is never given', async () => {
    const { store, damage } = await open()
    await expect(store.read(digestOf(bytesOf('never kept')))).rejects.toThrow('missing or damaged')
    expect(await store.find(digestOf(bytesOf('never kept')))).toBeNull()
    const digest = await store.keep(bytesOf('whole'))
    damage(digest)
    await expect(store.read(digest)).rejects.toThrow('missing or damaged')
  })
})

describe('the S3 protocol', () => {
  test('every request is signed with its content, and none asks to make anything public', async () => {
    s3.seen.length = 0
    const store = openS3Store(s3.place)
    await store.read(await store.keep(bytesOf('a safety case')))
    expect(s3.refusals).toEqual([])
    expect(s3.seen).toHaveLength(3)
    for (const headers of s3.seen)
      expect(Object.keys(headers).filter((one) => /acl|grant|website/.test(one))).toEqual([])
  })

  test('a wrong secret is refused, nothing is kept, and the sentence holds no secret', async () => {
    const before = s3.objects.size
    const wrong = openS3Store({ ...s3.place, secretAccessKey: 'not the secret' })
    const refusal = await wrong.keep(bytesOf('not ours')).catch((thrown: unknown) => thrown)
    expect(refusal).toBeInstanceOf(Unavailable)
    expect(String(refusal)).not.toContain('not the secret')
    expect(s3.refusals).toContain('a wrong signature')
    expect(s3.objects.size).toBe(before)
  })

  test('a missing document is never told from a refused key that may not list the bucket', async () => {
    const store = openS3Store(s3.place)
    s3.mayList = false
    const refusal = store.find(digestOf(bytesOf('never kept')))
    await expect(refusal).rejects.toThrow('may read and write objects and list the bucket')
    expect(await store.keep(bytesOf('kept without looking'))).toHaveLength(64)
    s3.mayList = true
    expect(await store.find(digestOf(bytesOf('never kept')))).toBeNull()
  })

  test('a bucket that is not there does not pass for one without the document', async () => {
    const url = s3.place.url.replace('/documents', '/no-such-bucket')
    const store = openS3Store({ ...s3.place, url })
    await expect(store.find(digestOf(bytesOf('x')))).rejects.toThrow('no such bucket')
    await expect(store.keep(bytesOf('x'))).rejects.toThrow('no such bucket')
  })

  test('a store that is not there is said to be', async () => {
    const gone = openS3Store({ ...s3.place, url: 'http://127.0.0.1:1/documents' })
    await expect(gone.find(digestOf(bytesOf('x')))).rejects.toBeInstanceOf(Unavailable)
  })
})
