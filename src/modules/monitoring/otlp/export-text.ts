import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { Invalid } from '#kernel/errors.js'
import { MOST_BYTES } from '../read-batch.js'

const unzip = promisify(gunzip)

/**
 * The JSON text of an export, unpacked where it is gzipped: collectors compress unless told otherwise.
 * Throws Invalid for protobuf, another compression, a broken or overlong body, and text that is not
 * UTF-8. Unpacking stops at the largest body that is taken, so a small one cannot grow without bound.
 */
export const exportText = async (request: ExportBody): Promise<string> => {
  const { headers } = request
  if (/^application\/x-protobuf\b/i.test(headers.get('content-type') ?? ''))
    throw new Invalid(
      'This export is in protobuf, which is not taken. Send OTLP in JSON: in a collector, the otlphttp exporter with “encoding: json”.',
    )
  const encoding = (headers.get('content-encoding') ?? 'identity').trim().toLowerCase()
  const bytes = new Uint8Array(await request.arrayBuffer())
  const plain = encoding === 'gzip' ? await unpacked(bytes) : bytes
  if (encoding !== 'gzip' && encoding !== 'identity')
    throw new Invalid('Send the export as it is or compressed with gzip.')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain)
  } catch {
    throw new Invalid('The body is not UTF-8 text.')
  }
}

/** What is read of a request. */
export interface ExportBody {
  headers: Headers
  arrayBuffer: () => Promise<ArrayBuffer>
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
