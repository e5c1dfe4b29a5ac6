import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { addDays, londonDate } from '#kernel/time.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { makeApiKey, revokeApiKey } from './index.js'
import { listApiKeys } from './show-people.js'

let app: TestApp
let admin: Actor
let staff: Actor
let outsider: Actor

beforeAll(async () => {
  app = await testApp({ signIn: 'real' })
  const trust = await app.world.organisation('Example Trust')
  admin = await app.world.person(trust, 'administrator')
  staff = await app.world.person(trust, 'staff')
  outsider = await app.world.person(await app.world.organisation('Other Trust'), 'administrator')
})
afterAll(() => app.close())

const wanted = (days = 30) => ({
  name: 'Nightly export',
  role: 'analyst',
  scopes: ['products:read'],
  lastDay: addDays(londonDate(app.clock.now()), days),
})

const call = (key: string, path = '/products/none', init: RequestInit = {}) =>
  app.fetch(
    new Request(`http://wardround.test/api/v1${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    }),
  )

describe('API keys', () => {
  test('only an administrator makes and revokes them, and other organisations see none', async () => {
    await expect(app.registry.run(makeApiKey, staff, wanted())).rejects.toThrow(NotAllowed)
    const made = await app.registry.run(makeApiKey, admin, wanted())
    const [line] = await app.sql(`select * from audit where command = 'people.make-api-key'`)
    expect(line).toMatchObject({ actor_id: admin.id, subject_id: made.id })
    expect(JSON.stringify(line)).not.toContain(made.key)
    const stored = await app.sql('select * from api_keys')
    expect(JSON.stringify(stored)).not.toContain(made.key)
    expect(await app.registry.read(listApiKeys, outsider, {})).toEqual([])
    const revoke = { keyId: made.id }
    await expect(app.registry.run(revokeApiKey, outsider, revoke)).rejects.toThrow(Conflict)
    await expect(app.registry.run(revokeApiKey, staff, revoke)).rejects.toThrow(NotAllowed)
  })

  test('a key cut short or mistyped is told apart from one that is unknown', async () => {
    const { key } = await app.registry.run(makeApiKey, admin, wanted())
    const other = key.endsWith('0') ? '1' : '0'
    for (const wrong of [key.slice(0, -1), `${key.slice(0, -1)}${other}`, 'wr_']) {
      const answer = await call(wrong)
      expect([answer.status, await answer.json()]).toMatchObject([
        401,
        { detail: expect.stringMatching(/^This is no whole API key/) },
      ])
    }
  })

  test('a key works, within its scopes, is noted as used, and stops when revoked', async () => {
    const { id, key } = await app.registry.run(makeApiKey, admin, wanted())
    // 404 and not 401: the key is known, the product is not.
    expect((await call(key)).status).toBe(404)
    const beyond = await call(key, '/products', { method: 'POST', body: '{"name":"X"}' })
    expect(beyond.status).toBe(403)
    const listed = await app.registry.read(listApiKeys, admin, {})
    expect(listed.find((one) => one.id === id)?.lastUsedOn).toBe(londonDate(app.clock.now()))
    await app.registry.run(revokeApiKey, admin, { keyId: id })
    expect((await call(key)).status).toBe(401)
    await expect(app.registry.run(revokeApiKey, admin, { keyId: id })).rejects.toThrow(Conflict)
  })

  test('an address or a method that is not there is answered as a problem too', async () => {
    const { key } = await app.registry.run(makeApiKey, admin, wanted())
    for (const [path, method] of [
      ['/nothing', 'GET'],
      ['/products', 'DELETE'],
    ] as const) {
      const answer = await call(key, path, { method })
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        404,
        'application/problem+json',
      ])
    }
  })

  test('what cannot be kept as text is refused, read or written', async () => {
    const scopes = ['products:read', 'products:write']
    const may = { ...wanted(), role: 'deployment-owner', scopes }
    const { key } = await app.registry.run(makeApiKey, admin, may)
    expect((await call(key, '/products/pro%00')).status).toBe(422)
    const cannotBeKept = [
      JSON.stringify({ name: 'Zero \u0000 byte' }),
      JSON.stringify({ name: 'Half a pair \ud800' }),
      Buffer.from('{"name":"Caf\u00e9"}', 'latin1'),
    ]
    for (const body of cannotBeKept) {
      expect((await call(key, '/products', { method: 'POST', body })).status).toBe(422)
    }
    expect((await app.get('/public/%00')).status).toBe(422)
  })

  test('a key ends after its last day', async () => {
    const { key } = await app.registry.run(makeApiKey, admin, wanted(0))
    expect((await call(key)).status).toBe(404)
    const before = app.clock.now()
    app.clock.advance(25 * 3_600_000)
    expect((await call(key)).status).toBe(401)
    app.clock.set(before)
  })

  test.each([
    ['a role that signs', { role: 'clinical-safety-officer' }],
    ['an administrator', { role: 'administrator' }],
    ['no scope', { scopes: [] }],
    ['a last day that has passed', { lastDay: '2020-01-01' }],
    ['a last day in years', { lastDay: '2999-01-01' }],
  ])('%s is refused', async (_what, change) => {
    const made = app.registry.run(makeApiKey, admin, { ...wanted(), ...change })
    await expect(made).rejects.toThrow(Invalid)
  })
})
