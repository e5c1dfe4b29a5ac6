import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { addLink } from '../attach-document.js'
import { checkLink } from './check-link.js'
import { isDead, outcomeOf } from './link-outcomes.js'
import { isPublicAddress } from './public-address.js'

describe('addresses that are connected to', () => {
  test.each([
    '8.8.8.8',
    '51.140.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '2a02:26f0::1',
    '2606:4700::1111',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true))
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'not an address',
    '',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false))
})

test.each([
  [200, 'answers'],
  [206, 'answers'],
  [416, 'answers'],
  [302, 'moved'],
  [401, 'asks-sign-in'],
  [403, 'asks-sign-in'],
  [404, 'gone'],
  [410, 'gone'],
  [429, 'no-answer'],
  [503, 'no-answer'],
] as const)('status %i says that it %s', (status, outcome) => {
  expect(outcomeOf(status)).toBe(outcome)
})

describe('looking at a link', () => {
  let server: Server
  let at: string
  const asked: string[] = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '')
      const status = Number(request.url?.slice(1))
      response.writeHead(status, { location: '/200' }).end('x'.repeat(100_000))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    at = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  test('inside a network nothing is asked, however it is written', async () => {
    const [, port = ''] = at.split(':')
    for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])
      expect(await checkLink(`http://${host}:${port}/200`)).toMatchObject({
        outcome: 'not-looked-at',
      })
    expect(await checkLink(`http://me:secret@${at}/200`)).toMatchObject({
      outcome: 'not-looked-at',
    })
    expect(await checkLink('file:///etc/passwd')).toMatchObject({ outcome: 'not-looked-at' })
    expect(asked).toEqual([])
  })

  test('what answers is told by its status, and a lead elsewhere is not followed', async () => {
    const allowed = () => true
    expect(await checkLink(`http://${at}/200`, allowed)).toEqual({
      outcome: 'answers',
      status: 200,
    })
    expect(await checkLink(`http://localhost:${at.split(':')[1]}/404`, (ip) => ip !== '')).toEqual({
      outcome: 'gone',
      status: 404,
    })
    asked.length = 0
    expect(await checkLink(`http://${at}/302`, allowed)).toEqual({ outcome: 'moved', status: 302 })
    expect(asked).toEqual(['/302'])
    expect(await checkLink('http://127.0.0.1:1/', allowed)).toEqual({
      outcome: 'no-answer',
      status: null,
    })
  })
})

describe('a link is dead', () => {
  test.each([
    ['gone', null, true],
    ['gone', 'answers', true],
    ['no-answer', null, false],
    ['no-answer', 'answers', false],
    ['no-answer', 'no-answer', true],
    ['no-answer', 'gone', true],
    ['answers', 'gone', false],
    ['moved', 'gone', false],
    ['asks-sign-in', 'no-answer', false],
    ['not-looked-at', 'gone', null],
  ] as const)('%s after %s: %s', (outcome, before, dead) => {
    expect(isDead(outcome, before)).toBe(dead)
  })
})

describe('links by the clock', () => {
  let app: TestApp
  let owner: Actor
  beforeAll(async () => {
    app = await testApp()
    owner = await app.world.person(
      await app.world.organisation('Example Trust'),
      'deployment-owner',
    )
  })
  afterAll(() => app.close())

  test('each once a week, shown beside the link, in the history only when it changed', async () => {
    const product = await app.registry.run(registerProduct, owner, { name: 'Example triage' })
    const { id } = await app.registry.run(registerDeployment, owner, {
      productId: product.id,
      useCase: { title: 'Referrals' },
    })
    const about = { deploymentId: id, requirementId: 'R31' }
    const link = { ...about, title: 'Rule', address: 'https://127.0.0.1/rule' }
    await app.registry.run(addLink, owner, link)
    const page = async () =>
      (await app.get(`/register/deployments/${id}/evidence/R31`, owner)).text()
    expect(await page()).toContain('Not looked at yet.')
    await app.tick('evidence.check-links')
    expect(await page()).toContain('Not looked at: the link leads inside a network')
    const checks = () => app.sql<{ checked_at: Date; since: Date }>('select * from link_checks')
    app.clock.advance(6 * 24 * 60 * 60 * 1000)
    await app.tick('evidence.check-links')
    expect((await checks())[0]?.checked_at.toISOString()).toBe('2026-11-02T10:00:00.000Z')
    app.clock.advance(2 * 24 * 60 * 60 * 1000)
    await app.tick('evidence.check-links')
    expect((await checks())[0]).toMatchObject({
      checked_at: new Date('2026-11-10T10:00:00Z'),
      since: new Date('2026-11-02T10:00:00Z'),
    })
    const lines = await app.sql(`select 1 from audit where command = 'evidence.note-links'`)
    expect(lines).toHaveLength(1)
  })
})
