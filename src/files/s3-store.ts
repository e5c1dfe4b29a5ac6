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
    if (!answer.ok && answer.status !== 404) throw noAnswer()
    const bytes = answer.ok ? new Uint8Array(await answer.arrayBuffer().catch(refuse)) : null
    return bytes && digestOf(bytes) === digest ? bytes : null
  }
  return {
    find,
    read: readBy(find),
    async keep(bytes) {
      const digest = digestOf(bytes)
      const there = await ask('HEAD', digest)
      if (there.ok && there.headers.get('content-length') === String(bytes.length)) return digest
      const put = await ask('PUT', digest, bytes)
      if (!put.ok) throw noAnswer()
      return digest
    },
  }
}

const refuse = (): never => {
  throw noAnswer()
}

const noAnswer = (): Unavailable =>
  new Unavailable(
    'The store of documents does not answer, or does not know our key. Try again later, or tell whoever runs Wardround.',
  )
