import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { S3Place } from '../s3-store.js'

/** A small server of the S3 protocol on loopback, for tests: it checks every signature by itself. */
export interface S3Server {
  place: S3Place
  /** What is kept, by path. */
  objects: Map<string, Uint8Array>
  /** Whether the key may list the bucket; without, what is missing is refused as S3 does it, with 403. */
  mayList: boolean
  /** Why requests were refused. */
  refusals: string[]
  /** The headers of every request that was signed rightly. */
  seen: IncomingMessage['headers'][]
  close(): Promise<void>
}

const KEY = {
  accessKeyId: 'AKEXAMPLE',
  secretAccessKey: 'a secret only for tests',
  region: 'eu-west-2',
}

/** Starts it. */
export const startS3Server = async (): Promise<S3Server> => {
  const objects = new Map<string, Uint8Array>()
  const refusals: string[] = []
  const seen: IncomingMessage['headers'][] = []
  const told: Pick<S3Server, 'mayList'> = { mayList: true }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const refusal = refusalOf(request, body)
    if (refusal) {
      refusals.push(refusal)
      return response.writeHead(403).end()
    }
    seen.push(request.headers)
    const path = request.url ?? ''
    if (!path.startsWith(`${BUCKET}/`)) return response.writeHead(404).end(error('NoSuchBucket'))
    if (request.method === 'PUT') objects.set(path, body)
    const kept = objects.get(path)
    if (!kept && !told.mayList) return response.writeHead(403).end(error('AccessDenied'))
    if (!kept) return response.writeHead(404).end(error('NoSuchKey'))
    response.writeHead(200, { 'content-length': request.method === 'PUT' ? 0 : kept.length })
    return response.end(request.method === 'GET' ? kept : undefined)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return Object.assign(told, {
    place: { ...KEY, url: `http://127.0.0.1:${port}${BUCKET}/wardround` },
    objects,
    refusals,
    seen,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}

const BUCKET = '/documents'
const error = (code: string): string => `<Error><Code>${code}</Code></Error>`

// AWS Signature Version 4, written from its description: canonical request, string to sign, key.
const refusalOf = (request: IncomingMessage, body: Buffer): string | null => {
  const header = (name: string) => String(request.headers[name] ?? '')
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header('authorization'),
    )
  if (!parts) return 'not signed'
  const [, id, day = '', region = '', names = '', signature] = parts
  if (id !== KEY.accessKeyId || region !== KEY.region) return 'an unknown key'
  const content = header('x-amz-content-sha256')
  if (content !== createHash('sha256').update(body).digest('hex')) return 'another content'
  const signed = names.split(';')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((one) => signed.includes(one)))
    return 'headers not signed'
  const canonical = [
    request.method,
    request.url,
    '',
    ...signed.map((name) => `${name}:${header(name).trim()}`),
    '',
    names,
    content,
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const digest = createHash('sha256').update(canonical).digest('hex')
  const toSign = ['AWS4-HMAC-SHA256', header('x-amz-date'), scope, digest].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (last, part) => createHmac('sha256', last).update(part).digest(),
    `AWS4${KEY.secretAccessKey}`,
  )
  const wanted = createHmac('sha256', key).update(toSign).digest('hex')
  return wanted === signature ? null : 'a wrong signature'
}
