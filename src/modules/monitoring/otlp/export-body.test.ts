import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { Invalid } from '#kernel/errors.js'
import { MOST_BYTES } from '../intake/read-batch.js'
import { exportBody } from './export-body.js'

const read = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  exportBody(new Request('https://example.test/', { method: 'POST', body, headers }))
const bytes = (text: string) => Uint8Array.from(Buffer.from(text))
const zipped = (data: string | Buffer) => Uint8Array.from(gzipSync(data))
const PROTOBUF = { 'content-type': 'application/x-protobuf' }
const GZIP = { 'content-encoding': 'gzip' }

describe('the body of an export', () => {
  test('is read as it is or unpacked', async () => {
    expect(await read(bytes('{"a":"é"}'))).toEqual({ a: 'é' })
    expect(await read(zipped('{"a":"é"}'), GZIP)).toEqual({ a: 'é' })
    const largest = `${' '.repeat(MOST_BYTES - 2)}{}`
    expect(await read(zipped(largest), GZIP)).toEqual({})
    expect(await read(zipped(''), { ...GZIP, ...PROTOBUF })).toEqual({})
  })

  test.each([
    ['a bomb', zipped(Buffer.alloc(MOST_BYTES * 8)), GZIP, 'larger than 8 MB'],
    ['no gzip', bytes('{}'), GZIP, 'cannot be unpacked'],
    ['half a gzip', zipped('{"a":1}').slice(0, 12), GZIP, 'cannot be unpacked'],
    ['another compression', bytes('{}'), { 'content-encoding': 'br' }, 'compressed with gzip'],
    ['no protobuf', bytes('x'), PROTOBUF, 'cut short or broken'],
    ['no JSON', bytes('x'), {}, 'not valid JSON'],
    ['no text', Uint8Array.of(0xff), {}, 'not UTF-8'],
  ])('%s is refused', async (_, body, headers, words) => {
    const refused = read(body, headers)
    await expect(refused).rejects.toThrow(Invalid)
    await expect(refused).rejects.toThrow(words)
  })
})
