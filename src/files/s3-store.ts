import { AwsClient } from 'aws4fetch'
import { Unavailable } from '#kernel/errors.js'
import { digestOf, readBy, type FileStore } from './file-store.js'

/** Where documents lie in a store that speaks the S3 protocol, and with which key. */
export interface S3Place {
  /** The address of the bucket, with a prefix below it or none. */
  url: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

const PATIENCE_MS = 30_000
const RETRIES = 2

/**
 * Files in a bucket, as `ab/ab12…` below the place. Every request is signed (AWS Signature Version 4) with
 * the digest of its content, so that the store refuses what was changed on the way; nothing is ever made
 * public: no access list is sent, and the bucket stays as its owner closed it.
 */
export const openS3Store = (place: S3Place): FileStore => {
  const { accessKeyId, secretAccessKey, region } = place
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    region,
    service: 's3',
    retries: RETRIES,
  })
  const root = place.url.replace(/\/+$/, '')
  const ask = async (method: string, digest: string, bytes?: Uint8Array): Promise<Response> => {
    try {
      return await client.fetch(`${root}/${digest.slice(0, 2)}/${digest}`, {
        method,
        headers: { 'x-amz-content-sha256': digestOf(bytes ?? new Uint8Array()) },
        signal: AbortSignal.timeout(PATIENCE_MS),
        redirect: 'error',
        ...(bytes ? { body: bytes as BodyInit } : {}),
      })
    } catch {
      throw noAnswer()
    }
  }
  const find: FileStore['find'] = async (digest) => {
    const answer = await ask('GET', digest)
    const bytes = new Uint8Array(await answer.arrayBuffer().catch(refuse))
    if (answer.ok) return digestOf(bytes) === digest ? bytes : null
    if (answer.status === 404 && !NO_BUCKET.test(Buffer.from(bytes).toString('latin1'))) return null
    throw refusalOf(answer.status)
  }
  return {
    find,
    read: readBy(find),
    async keep(bytes) {
      const digest = digestOf(bytes)
      const there = await ask('HEAD', digest)
      if (there.ok && there.headers.get('content-length') === String(bytes.length)) return digest
      const put = await ask('PUT', digest, bytes)
      if (!put.ok) throw refusalOf(put.status)
      return digest
    },
  }
}

const NO_BUCKET = /<Code>NoSuchBucket</

// 403 is also what is answered about an object that is missing to a key that may not list the bucket.
const refusalOf = (status: number): Unavailable => {
  if (status === 403) return new Unavailable(REFUSED)
  return status === 404 ? new Unavailable(NOWHERE) : noAnswer()
}

const REFUSED =
  'The store of documents refuses our key. Tell whoever runs Wardround: it must be the right one, and may read and write objects and list the bucket.'
const NOWHERE =
  'The store of documents has no such bucket. Tell whoever runs Wardround: FILES_S3_URL must name one that exists.'

const refuse = (): never => {
  throw noAnswer()
}

const noAnswer = (): Unavailable =>
  new Unavailable(
    'The store of documents does not answer. Try again later, or tell whoever runs Wardround.',
  )
