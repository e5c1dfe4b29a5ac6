import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Invalid } from '#kernel/errors.js'
import { MOST_BYTES } from '../intake/read-batch.js'
import { protobufExport } from './protobuf-export.js'

const unzip = promisify(gunzip)

/** The content type of exports in protobuf; every other is read as JSON. */
export const PROTOBUF = 'application/x-protobuf'

/** What is read of a request. */
export interface ExportRequestBody {
  headers: Headers
  arrayBuffer: () => Promise<ArrayBuffer>
}

/** Whether an export came in protobuf: its answer then goes back in it. */
export const isProtobuf = ({ headers }: Pick<ExportRequestBody, 'headers'>): boolean =>
  /^application\/x-protobuf\b/i.test(headers.get('content-type') ?? '')

/**
 * An export in the shape of its JSON encoding, unpacked where it is gzipped: collectors compress unless
 * told otherwise. Throws Invalid for another compression, a broken or overlong body, and what is
 * neither JSON in UTF-8 nor, where it says so, protobuf. Unpacking stops at the largest body that is
 * taken, so a small one cannot grow without bound.
 */
export const exportBody = async (request: ExportRequestBody): Promise<unknown> => {
  const encoding = (request.headers.get('content-encoding') ?? 'identity').trim().toLowerCase()
  const bytes = new Uint8Array(await request.arrayBuffer())
  const plain = encoding === 'gzip' ? await unpacked(bytes) : bytes
  if (encoding !== 'gzip' && encoding !== 'identity')
    throw new Invalid('Send the export as it is or compressed with gzip.')
  return isProtobuf(request) ? protobufExport(plain) : parsed(textOf(plain))
}

const textOf = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Invalid('The body is not UTF-8 text.')
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Invalid('The body is not valid JSON.')
  }
}

const unpacked = async (bytes: Uint8Array): Promise<Uint8Array> => {
  try {
    return await unzip(bytes, { maxOutputLength: MOST_BYTES })
  } catch (thrown) {
    if (thrown instanceof RangeError)
      throw new Invalid(`Unpacked, the body is larger than ${MOST_BYTES / 1024 / 1024} MB.`)
    throw new Invalid('The body says it is gzip and cannot be unpacked.')
  }
}
