import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { newVisitor, type Visitor } from '../../../tests/support/visitor.js'
import { postedForm } from './once-a-form.js'

// The same form posted twice, at once or later: the work is done once and both are answered alike.

const AGAIN = 'This had been sent before, so it was not done again.'

let app: TestApp
let owner: Actor
let colleague: Actor
let administrator: Actor
let supplier: Actor
let deployment: string

beforeAll(async () => {
  app = await testApp()
  const trust = await app.world.organisation('Example Trust')
  owner = await app.world.person(trust, 'deployment-owner', 'technical-lead')
  administrator = await app.world.person(trust, 'administrator')
  colleague = await app.world.person(trust, 'deployment-owner')
  const made = await app.world.organisation('Example Supplier', 'supplier')
  supplier = await app.world.person(made, 'supplier-contact')
  const version = { name: '1.0' }
  const product = await app.registry.run(registerProduct, supplier, { name: 'Reader', version })
  const { id } = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId,
    useCase: { title: 'Referrals' },
  })
  deployment = id
  await publishATool()
})
afterAll(() => app.close())

const publishATool = async (): Promise<void> => {
  const about = `/register/deployments/${deployment}/public-record`
  const words = {
    name: 'Letter reader',
    madeBy: 'Example Supplier',
    what: 'It sorts letters.',
    why: 'So that they are answered sooner.',
    whoChecks: 'The letters team.',
    decides: 'person-checks',
    canRefuse: 'no',
    afterRefusal: 'A person reads every letter.',
    howToAsk: 'Ask the letters team.',
    contact: 'letters@trust.example',
  }
  expect((await app.post(`${about}/edit`, owner, { ...words, revision: '0' })).status).toBe(303)
  const published = await app.post(`${about}/publish`, administrator, { revision: '1' })
  expect(published.status).toBe(303)
}

const count = async (table: string): Promise<number> => {
  const [row] = await app.sql<{ n: number }>(`select count(*)::int as n from ${table}`)
  return row?.n ?? 0
}

const drawnFor = async (path: string, actor: Actor | undefined): Promise<string> => {
  const html = await (await app.get(path, actor)).text()
  return /name="once" value="([^"]+)"/.exec(html)?.[1] ?? 'not drawn'
}

const bodyOf = async (answer: Response) => [
  answer.status,
  answer.headers.get('location'),
  decodeURIComponent(answer.headers.getSetCookie().join()).includes(AGAIN),
]

describe('a product registered twice', () => {
  const path = '/register/products/new'
  const values = { name: 'Twice', 'version.name': '1.0', summary: 'Reads letters' }

  test('at once: one product, both led to it, and who is second is told', async () => {
    const once = await drawnFor(path, supplier)
    const before = await count('products')
    const send = async () => bodyOf(await app.post(path, supplier, { ...values, once }))
    const [first, second] = await Promise.all([send(), send()])
    expect(await count('products')).toBe(before + 1)
    expect([first?.[0], second?.[0]]).toEqual([303, 303])
    expect(first?.[1]).toBe(second?.[1])
    expect(new Set([first?.[2], second?.[2]])).toEqual(new Set([false, true]))
    const changed = await app.post(path, supplier, { ...values, name: 'Twice and more', once })
    expect([changed.status, await count('products')]).toEqual([303, before + 2])
  })

  test('a form drawn again is another form', async () => {
    expect(await drawnFor(path, supplier)).not.toBe(await drawnFor(path, supplier))
  })
})

describe('a concern of staff raised twice', () => {
  const path = '/concerns/raise'
  test('with the same form of somebody else it is their own', async () => {
    const once = await drawnFor(path, owner)
    const before = await count('concerns')
    const form = { whatHappened: 'It flagged nobody', deploymentId: deployment, once }
    const answers = await Promise.all([
      app.post(path, owner, form),
      app.post(path, owner, form),
      app.post(path, colleague, form),
    ])
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303])
    expect(await count('concerns')).toBe(before + 2)
  })
})

describe('a concern of the public raised twice', () => {
  test('is one, and whoever else sends the same form raises their own', async () => {
    const path = `/public/raise-a-concern?organisation=${owner.organisationId}`
    const [visitor, other] = [newVisitor(app), newVisitor(app, '192.0.2.2')]
    const html = await (await visitor.get(path)).text()
    const once = /name="once" value="([^"]+)"/.exec(html)?.[1] ?? 'not drawn'
    const send = async (who: Visitor) => {
      const form = { organisation: owner.organisationId ?? '', whatHappened: 'A wrong name', once }
      const answer = await who.post('/public/raise-a-concern', form, path)
      return [answer.status, answer.headers.get('location')]
    }
    await other.get(path)
    const before = await count('concerns')
    const [first, second] = await Promise.all([send(visitor), send(visitor)])
    expect(first).toEqual([303, expect.stringContaining('reference=C-')])
    expect(second).toEqual(first)
    expect(await count('concerns')).toBe(before + 1)
    expect(await send(other)).not.toEqual(first)
    expect(await count('concerns')).toBe(before + 2)
  })
})

describe('a pause', () => {
  test('takes effect whenever it is asked for', async () => {
    const here = `/register/deployments/${deployment}`
    const once = await drawnFor(`${here}/pause`, owner)
    const form = { reason: 'Wrong letters', once }
    expect((await app.post(`${here}/pause`, owner, form)).status).toBe(303)
    expect((await app.post(`${here}/resume`, owner, { reason: 'Mended' })).status).toBe(303)
    expect((await app.post(`${here}/pause`, owner, form)).status).toBe(303)
    const [row] = await app.sql('select state from deployments where id = $1', [deployment])
    expect(row).toEqual({ state: 'paused' })
  })
})

describe('a file sent twice', () => {
  test('is one document; another file is another', async () => {
    const path = `/register/deployments/${deployment}/evidence/R31/documents/new`
    const send = (words: string) =>
      app.post(path, owner, {
        title: 'Rule',
        once: 'a-drawing-of-this-form-1',
        file: new File([words], 'rule.txt', { type: 'text/plain' }),
      })
    const statuses = (await Promise.all([send('One'), send('One')])).map((answer) => answer.status)
    expect(statuses).toEqual([303, 303])
    expect(await count('evidence_documents')).toBe(1)
    expect((await send('Two')).status).toBe(303)
    expect(await count('evidence_documents')).toBe(2)
  })
})

describe('what is told once', () => {
  test('a secret that is made twice is the same, and stands nowhere', async () => {
    const path = '/administration/api-keys/new'
    const once = await drawnFor(path, administrator)
    const form = { name: 'Feed', role: 'analyst', scopes: 'monitoring:write', once }
    const send = async () => {
      const lastDay = '2026-12-02'
      const html = await (await app.post(path, administrator, { ...form, lastDay })).text()
      return /wr_[\w-]{20,}/.exec(html)?.[0]
    }
    const [first, second] = [await send(), await send()]
    expect(first).toBeDefined()
    expect(second).toBe(first)
    const kept = await app.sql<{ answer: string }>(
      `select encode(answer, 'escape') as answer from idempotency_keys`,
    )
    expect(kept.some(({ answer }) => answer.includes(first ?? ''))).toBe(false)
  })
})

describe('keys are let go', () => {
  test('a week later, by the clock and by nobody else', async () => {
    expect(await count('idempotency_keys')).toBeGreaterThan(0)
    app.clock.advance(6 * 86_400_000)
    await app.tick('registry.forget-old-keys')
    expect(await count('idempotency_keys')).toBeGreaterThan(0)
    app.clock.advance(2 * 86_400_000)
    await app.tick('registry.forget-old-keys')
    expect(await count('idempotency_keys')).toBe(0)
  })
})

test.each([
  ['no drawing', {}, undefined],
  ['what we never drew', { once: 'x' }, undefined],
  ['two drawings', { once: ['a-drawing-of-this-form-1', 'a-drawing-of-this-form-2'] }, undefined],
  ['a drawing', { once: 'a-drawing-of-this-form-1' }, 'post'],
])('a form with %s', (_what, values, standsFor) => {
  expect(postedForm('/here', { values, files: {} }).next().keyStandsFor).toBe(standsFor)
})
