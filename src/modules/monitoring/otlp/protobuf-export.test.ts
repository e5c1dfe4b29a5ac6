import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Invalid } from '#kernel/errors.js'
import { dataPointsOf } from './data-points.js'
import { exportRequest } from './otlp-schema.js'
import { protobufAnswer } from './protobuf-answer.js'
import { MOST_MESSAGES, protobufExport } from './protobuf-export.js'
import { EXPORTED_JSON, EXPORTED_PROTOBUF } from './testing/exported.js'

const hex = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const sent = hex(EXPORTED_PROTOBUF)

/** What reading comes to: an object, or the words of an Invalid; anything else is thrown on. */
const read = (bytes: Uint8Array): unknown => {
  try {
    return protobufExport(bytes)
  } catch (thrown) {
    if (thrown instanceof Invalid) return thrown.message
    throw thrown
  }
}
const metric = (body: string): string => {
  const length = (text: string) => hex(text).length.toString(16).padStart(2, '0')
  const within = (tag: string, text: string) => `${tag}${length(text)}${text.replaceAll(' ', '')}`
  return within('0a', within('12', within('12', body)))
}
const firstMetric = (body: string): unknown => {
  const parsed = exportRequest.parse(protobufExport(hex(metric(body))))
  return parsed.resourceMetrics[0]?.scopeMetrics[0]?.metrics[0]
}

describe('an export in protobuf', () => {
  test('says what the same export says in JSON', () => {
    const points = dataPointsOf(exportRequest.parse(protobufExport(sent)))
    expect(points).toHaveLength(7)
    expect(points).toEqual(dataPointsOf(exportRequest.parse(EXPORTED_JSON)))
    expect(points.map(({ reading }) => reading.kind).join(' ')).toBe(
      'number unusable number number histogram unusable unusable',
    )
  })

  test('empty ones, fields that are not known and fields laid out otherwise are passed over', () => {
    expect(protobufExport(new Uint8Array())).toEqual({})
    // Field 15 in each of the four layouts, then a name; then a name that is a number.
    const unknown = '78 01 79 0000000000000000 7a 02 ffff 7d 00000000'
    expect(firstMetric(`${unknown} 0a 01 61`)).toEqual({ name: 'a' })
    expect(firstMetric('08 05 0a 01 61')).toEqual({ name: 'a' })
  })

  test('of a field that comes twice the last stands, and messages are merged', () => {
    const [first, second] = ['3a 04 0a 02 3000', '3a 02 10 02']
    expect(firstMetric(`0a 01 61 0a 01 62 ${first} ${second}`)).toMatchObject({
      name: 'b',
      sum: { aggregationTemporality: true, dataPoints: [{}] },
    })
  })

  test.each([
    ['a length beyond the end', '0a 05 00'],
    ['a length of 2^64', '0a ffffffffffffffffff01'],
    ['a number without an end', '78 ffffffffffffffffffffff'],
    ['a tag that is cut', '80'],
    ['field 0', '00 01'],
    ['a group', '7b 7c'],
    ['a layout that there is not', '7f 00'],
    ['half a fixed number', '79 000000'],
  ])('%s is refused', (_, bytes) => {
    expect(read(hex(bytes))).toBe('The protobuf is cut short or broken.')
  })

  test('text that is not UTF-8, and more parts than any export needs, are refused', () => {
    expect(read(hex(metric('0a 01 ff')))).toBe('A text in the protobuf is not UTF-8.')
    const parts = new Uint8Array(2 * MOST_MESSAGES).fill(0)
    for (let at = 0; at < parts.length; at += 2) parts[at] = 0x0a
    expect(read(parts)).toBe('The export has too many parts. Send fewer at a time.')
    expect(read(parts.subarray(0, 2 * MOST_MESSAGES - 2))).toHaveProperty('resourceMetrics')
  })

  test('whatever comes is read or refused with a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(['object', 'string']).toContain(typeof read(bytes))
      }),
    )
    for (let length = 0; length < sent.length; length++)
      expect(['object', 'string']).toContain(typeof read(sent.subarray(0, length)))
    const place = fc.nat({ max: sent.length - 1 })
    fc.assert(
      fc.property(place, fc.nat({ max: 255 }), (at, byte) => {
        const changed = sent.with(at, byte)
        const given = read(changed)
        if (typeof given === 'string') return
        const parsed = exportRequest.safeParse(given)
        if (parsed.success) dataPointsOf(parsed.data)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the answer in protobuf', () => {
  test('is empty, or says how many were not taken and why', () => {
    expect(protobufAnswer({})).toEqual(new Uint8Array())
    const partialSuccess = { rejectedDataPoints: '300', errorMessage: 'é: no' }
    // Worked out by opentelemetry-proto 1.45.0 for the same answer.
    expect(protobufAnswer({ partialSuccess })).toEqual(hex('0a0b08ac021206c3a93a206e6f'))
  })
})
