import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GOOD_PASSWORD } from '../../tests/support/sign-in.js'
import { testApp, type TestApp } from '../../tests/support/test-app.js'
import type { Actor } from '#kernel/actor.js'
import { registerProduct } from '#modules/products/index.js'

let app: TestApp
/** One where sessions say who asks. */
let real: TestApp
let supplier: Actor
let owner: Actor
let administrator: pg.Client
beforeAll(async () => {
  app = await testApp()
  real = await testApp({ signIn: 'real' })
  const organisation = await app.world.organisation('Example Supplier', 'supplier')
  supplier = await app.world.person(organisation, 'supplier-contact')
  owner = await app.world.person(await app.world.organisation('Example Trust'), 'deployment-owner')
  administrator = new pg.Client({ connectionString: app.superuserUrl })
  await administrator.connect()
})
afterAll(async () => {
  await administrator.end()
  // Told of each cut, as the log of a server is.
  app.faults.length = 0
  await app.close()
  real.faults.length = 0
  await real.close()
})

/** Ends every connection but one's own, as a restart or a change of the leading server does. */
const cut = async (): Promise<number> => {
  const { rowCount } = await administrator.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename <> current_user`,
  )
  return rowCount ?? 0
}

test('connections that are cut at any moment end no more than what was being asked', async () => {
  const seen = new Set<number>()
  const stop = new AbortController()
  const ask = async (page: number) => {
    for (let turn = 0; !stop.signal.aborted; turn += 1) {
      const asked =
        turn % 3 === page ? app.api('GET', '/products', supplier) : app.get('/register', supplier)
      seen.add((await asked).status)
    }
  }
  const asking = [0, 1, 2].map(ask)
  let ended = 0
  for (let turn = 0; turn < 15; turn += 1) {
    await wait(60)
    ended += await cut()
  }
  stop.abort()
  await Promise.all(asking)
  expect(ended).toBeGreaterThan(5)
  expect(seen).toEqual(new Set([200, 503]))
  expect((await app.get('/register', supplier)).status).toBe(200)
})

test('a change that was cut is there whole or not at all, and says so', async () => {
  const writing = Array.from({ length: 20 }, async (_, place) => {
    const name = `Cut reader ${place}`
    const input = { name, summary: 'Reads.', isNew: true }
    const answer = await app.registry.run(registerProduct, supplier, input).catch(() => null)
    return answer && name
  })
  await Promise.race(writing)
  await cut()
  const done = (await Promise.all(writing)).filter((name) => name !== null)
  const kept = await app.sql<{ name: string; lines: number; told: number }>(
    `select name, (select count(*)::int from audit where subject_id = products.id) as lines,
       (select count(*)::int from events where payload->>'productId' = products.id) as told
     from products where name like 'Cut reader%'`,
  )
  expect(done.length).toBeLessThan(20)
  expect(kept.map(({ name }) => name)).toEqual(expect.arrayContaining(done))
  expect(new Set(kept.map(({ lines, told }) => `${lines} ${told}`))).toEqual(new Set(['1 1']))
})

test('where who asks is known and nothing else can be read, a form of a use says so in our page', async () => {
  const { pool } = app.registry
  const connected = vi.spyOn(pool, 'connect').mockRejectedValue(lost())
  try {
    const form = await app.get('/register/deployments/dep_1/edit', owner)
    expect([form.status, await form.text()]).toEqual([
      503,
      expect.stringContaining('cannot be reached just now'),
    ])
  } finally {
    connected.mockRestore()
  }
})

test('where nobody can be identified a page says so, and a form keeps what was typed', async () => {
  const account = { email: 'somebody@example.nhs.test', password: GOOD_PASSWORD }
  await real.signIn.createAccount({ ...account, name: 'Somebody', by: 'test' })
  const { setCookie } = await real.signIn.signInWithPassword({ ...account, address: '192.0.2.1' })
  const cookie = setCookie.map((one) => one.split(';')[0]).join('; ')
  const { pool } = real.registry
  const asked = vi.spyOn(pool, 'query').mockRejectedValue(lost())
  const connected = vi.spyOn(pool, 'connect').mockRejectedValue(lost())
  try {
    const ask = (path: string, init: RequestInit = {}) =>
      real.fetch(new Request(`http://wardround.test${path}`, init), '192.0.2.1')
    const headers = { cookie, 'sec-fetch-site': 'same-origin' }
    const page = await ask('/register', { headers })
    expect([page.status, await page.text()]).toEqual([
      503,
      expect.stringContaining('cannot be reached just now'),
    ])
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const body = new URLSearchParams({ name: 'A name that took long to think of' })
    const form = await ask('/register/products/new', { method: 'POST', headers, body })
    expect([form.status, await form.text()]).toEqual([
      503,
      expect.stringContaining('A name that took long to think of'),
    ])
    // Of somebody who may be a stranger no more is read than a plain form holds.
    const long = new URLSearchParams({ name: 'A short name', text: 'x'.repeat(300 * 1024) })
    const pasted = '/register/deployments/dep_1/monitoring/paste'
    const large = await ask(pasted, { method: 'POST', headers, body: long })
    expect([large.status, await large.text()]).toEqual([
      503,
      expect.not.stringContaining('A short name'),
    ])
  } finally {
    asked.mockRestore()
    connected.mockRestore()
  }
})

const lost = () => Object.assign(new Error('ended'), { code: '57P01' })
