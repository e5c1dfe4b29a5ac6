import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { PROTOBUF } from './export-body.js'
import { refusedExport } from './refused-export.js'

const ADDRESS = '/otlp/v1/metrics'

let app: TestApp
let analyst: Actor
beforeAll(async () => {
  app = await testApp()
  analyst = await app.world.person(await app.world.organisation('Example Trust'), 'analyst')
})
afterAll(() => app.close())

const send = (body: Uint8Array | string, type: string, scopes?: string[]) =>
  app.api('POST', ADDRESS, scopes ? { ...analyst, scopes } : analyst, body, {
    'content-type': type,
  })

describe('an export that is refused', () => {
  test('in protobuf is answered with a Status in protobuf', async () => {
    const answer = await send(Uint8Array.of(0xff), PROTOBUF)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, PROTOBUF])
    const bytes = Buffer.from(await answer.arrayBuffer())
    // Field 1 as a varint: 3, INVALID_ARGUMENT; field 2 as text of so many bytes.
    expect([...bytes.subarray(0, 3), bytes[3]]).toEqual([0x08, 3, 0x12, bytes.length - 4])
    expect(bytes.subarray(4).toString()).toContain('cut short or broken')
  })

  test('in JSON is answered with a Status in JSON, also before anything of it is read', async () => {
    const broken = await send('{', 'application/json')
    expect([broken.status, broken.headers.get('content-type')]).toEqual([400, 'application/json'])
    expect(await broken.json()).toEqual({ code: 3, message: 'The body is not valid JSON.' })
    const unasked = await send('{}', 'application/json', [])
    expect(unasked.status).toBe(403)
    expect(await unasked.json()).toMatchObject({ code: 7, message: expect.stringMatching(/scope/) })
    const large = await send('x'.repeat(9 * 1024 * 1024), 'application/json')
    expect(large.status).toBe(413)
    expect(await large.json()).toMatchObject({ code: 8, message: expect.stringMatching(/large/) })
  })

  test.each([
    ['limit_reached', 20, undefined],
    ['limit_reached', undefined, 413],
    ['invalid', undefined, 400],
    ['unavailable', undefined, undefined],
  ] as const)('%s, again after %s: %s', (code, retryAfter, status) => {
    const headers = new Headers()
    expect(refusedExport({ code, message: 'No.', retryAfter }, { headers }).status).toBe(status)
  })
})
