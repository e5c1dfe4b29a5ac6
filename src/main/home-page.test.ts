import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HomeItem } from '#kernel/declare/subject.js'
import { ROLES } from '#kernel/roles.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../tests/support/test-app.js'
import type { TestOrganisation } from '../../tests/support/world.js'
import { countsOf, inOrder } from './home-page.js'
import { nextSteps } from './next-steps.js'

let app: TestApp
let trust: TestOrganisation

beforeAll(async () => {
  app = await testApp()
  trust = await app.world.organisation('Example Trust')
})
afterAll(() => app.close())

const item = (title: string, urgency: number, due?: string, word = 'Task'): HomeItem => ({
  urgency,
  tag: { word, tone: 'neutral' },
  title,
  ...(due ? { due: new Date(due) } : {}),
  href: '/',
  action: 'Do it',
})

test('the most urgent first, of equals the one due first', () => {
  const items = [
    item('later', 20),
    item('no date', 10),
    item('due last', 10, '2026-12-01'),
    item('due first', 10, '2026-11-01'),
  ]
  expect(inOrder(items).map((one) => one.title)).toEqual([
    'due first',
    'due last',
    'no date',
    'later',
  ])
})

test('counts say what is overdue, then how many of each kind there are several of', () => {
  const items = [
    item('a', 1, '2026-11-01', 'Alert'),
    item('b', 2, '2026-11-02', 'Alert'),
    item('c', 3),
  ]
  expect(countsOf(items, new Date('2026-11-02T10:00:00Z'))).toEqual([
    { count: 1, words: 'Overdue', href: '/?only=overdue' },
    { count: 2, words: 'Alert', href: '/?only=Alert' },
  ])
})

test('nobody signed in is asked to sign in', async () => {
  const answer = await app.get('/')
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toContain('/sign-in')
})

test('who opened the first account is led on to name the first organisation', async () => {
  const person = await app.world.person(trust)
  const answer = await app.get('/', { ...person, organisationId: null })
  expect(answer.headers.get('location')).toBe('/first-organisation')
})

test('somebody without a role reads how to get one, where an organisation has been named', async () => {
  await app.world.person(trust, 'administrator')
  const person = await app.world.person(trust)
  const html = await (await app.get('/', { ...person, organisationId: null })).text()
  expect(html).toContain('Ask an administrator')
})

test.each(ROLES.map((role) => [role]))(
  '%s: Home opens, and every next step leads somewhere',
  async (role) => {
    const person = await app.world.person(trust, role)
    const answer = await app.get('/', person)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Nothing needs you')
    const steps = nextSteps([role])
    expect(steps.length).toBeGreaterThan(0)
    for (const { href } of steps) {
      const there = await app.get(href, person)
      expect([href, there.status]).toEqual([href, there.status === 303 ? 303 : 200])
    }
  },
)

test('Home offers no use to register to anybody of a supplier, an administrator included', async () => {
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const person = await app.world.person(supplier, 'supplier-contact', 'administrator')
  expect(await (await app.get('/', person)).text()).not.toContain('href="/register/new"')
  const owner = await app.world.person(trust, 'administrator')
  expect(await (await app.get('/', owner)).text()).toContain('href="/register/new"')
})

test('staff find how to say that something is wrong as the one button of their Home', async () => {
  const staff = await app.world.person(trust, 'staff')
  for (const path of ['/', '/?only=overdue']) {
    const html = await (await app.get(path, staff)).text()
    expect(html.match(/class="nhsuk-button[^>]*href="\/concerns\/raise"/g)).toHaveLength(1)
  }
})

test('what waits in a module is on Home, and each count shows only those', async () => {
  const owner = await app.world.person(trust, 'deployment-owner', 'supplier-contact')
  const product = await app.registry.run(registerProduct, owner, { name: 'Example scribe' })
  await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    useCase: { title: 'Letters' },
    stage: 'usual',
  })
  const html = await (await app.get('/', owner)).text()
  expect(html).toContain('Example scribe')
  expect(html).toContain('the public can read nothing about it yet')
  const only = await (await app.get('/?only=overdue', owner)).text()
  expect(only).not.toContain('the public can read nothing about it yet')
})
