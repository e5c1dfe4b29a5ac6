import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LimitReached } from '#kernel/errors.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { limitByAddress, networkOf } from './limit-by-address.js'

describe('what of an address is counted together', () => {
  test.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['[2001:db8::1]', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['not an address', 'not an address'],
  ])('%s: %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('a minute of turns', () => {
  let now = Date.parse('2026-11-02T10:00:30Z')
  const clock = { now: () => new Date(now) }

  test('is shared by nobody else, and comes again with the next minute', () => {
    const take = limitByAddress({ perMinute: 2, clock })
    take('10.0.0.1')
    take('10.0.0.1')
    expect(() => take('10.0.0.1')).toThrow(
      expect.objectContaining({ code: 'limit_reached', retryAfter: 30 }),
    )
    take('10.0.0.2')
    now += 30_000
    take('10.0.0.1')
  })

  test('addresses beyond what is held share one count', () => {
    const take = limitByAddress({ perMinute: 2, clock, mostAddresses: 1 })
    take('10.0.0.1')
    take('10.0.0.2')
    take('10.0.0.3')
    expect(() => take('10.0.0.4')).toThrow(LimitReached)
    take('10.0.0.1')
  })
})

describe('over the entrance', () => {
  let app: TestApp
  beforeAll(async () => {
    app = await testApp()
  })
  afterAll(() => app.close())

  const ask = (path: string, address?: string, init: RequestInit = {}) =>
    app.fetch(new Request(`http://wardround.test${path}`, init), address)
  const useUp = async (address: string) => {
    for (let turn = 0; turn < 601; turn += 1) {
      const { status } = await ask('/no-such-page', address)
      if (status === 429) return turn
    }
    return Infinity
  }

  test('a visitor reads 600 pages a minute, is then told how long to wait, and may go on', async () => {
    expect(await useUp('192.0.2.1')).toBe(600)
    const refused = await ask('/public', '192.0.2.1')
    expect(refused.status).toBe(429)
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    const text = await refused.text()
    expect(text).toContain('Too many pages were asked for from your address')
    expect(text).toContain(`Try again in ${wait} seconds.`)
    expect(text).toContain('<a href="/public">Load this page again</a>')
    expect((await ask('/healthz', '192.0.2.1')).status).toBe(200)
    expect((await ask('/public', '192.0.2.2')).status).toBe(200)
    const trust = await app.world.organisation('Example Trust')
    const staff = await app.world.person(trust, 'staff')
    expect((await app.get('/', staff)).status).toBe(200)
    app.clock.advance(wait * 1000)
    expect((await ask('/public', '192.0.2.1')).status).toBe(200)
  })

  test('what is not there is said in our own words, to people and to machines', async () => {
    const page = await ask('/no-such-page', '192.0.2.20')
    expect(page.status).toBe(404)
    expect(await page.text()).toContain('There is no page at this address.')
    const api = await ask('/api/v1/no-such-thing', '192.0.2.20')
    expect([api.status, api.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })

  test('a form that is sent too soon comes back with what was typed', async () => {
    const page = await ask('/sign-in', '192.0.2.9')
    const cookie = page.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
    expect(await useUp('192.0.2.9')).toBe(599)
    const body = new URLSearchParams({ csrf, email: 'nurse@example.nhs.test', password: 'secret' })
    const sent = await ask('/sign-in', '192.0.2.9', { method: 'POST', body, headers: { cookie } })
    expect(sent.status).toBe(429)
    expect(sent.headers.get('retry-after')).toBeTruthy()
    const text = await sent.text()
    expect(text).toContain('nurse@example.nhs.test')
    expect(text).toContain('Too many pages were asked for from your address')
    expect(text).not.toContain('value="secret"')
  })
})
