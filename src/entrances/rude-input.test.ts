import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../tests/support/test-app.js'

// What a rude visitor sends: refused with a sentence, never a fault, and nothing is half stored.

let app: TestApp
let owner: Actor
let evidence: string
let page: string

beforeAll(async () => {
  app = await testApp()
  const trust = await app.world.organisation('Example Trust')
  owner = await app.world.person(trust, 'deployment-owner', 'technical-lead')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const contact = await app.world.person(supplier, 'supplier-contact')
  const version = { name: '1.0' }
  const product = await app.registry.run(registerProduct, contact, { name: 'Reader', version })
  const { id } = await app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId,
    useCase: { title: 'Referrals' },
  })
  evidence = `/deployments/${id}/evidence/R31`
  page = `/register/deployments/${id}/evidence/R31`
})
afterAll(() => app.close())

const stored = async () =>
  app.sql(
    `select (select count(*) from answer_drafts) as drafts, (select count(*) from evidence_documents) as documents,
      (select count(*) from opportunities) as opportunities, (select count(*) from audit) as audit`,
  )

const SENTENCE = 'holds a character that cannot be kept'

test.each([
  ['/public?search=%00', undefined],
  ['/public?search=a%00b', undefined],
  ['/register?search=%00', 'owner'],
  ['/register/products?search=%00', 'owner'],
])('a search for what no text holds, at %s', async (path, who) => {
  const answer = await app.get(path, who ? owner : undefined)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(SENTENCE)
  expect(app.faults).toEqual([])
})

test.each([
  ['a NUL', 'A\u0000B'],
  ['half of a pair', 'A\ud800B'],
])('%s in an answer, by page and API', async (_what, text) => {
  const before = await stored()
  const answer = await app.api('PUT', evidence, owner, {
    revision: 0,
    answers: { 'who-checks': text },
  })
  expect([answer.status, (await answer.text()).includes(SENTENCE)]).toEqual([422, true])
  if (text.includes('\u0000')) {
    const sent = await app.post(page, owner, { revision: '0', 'answers.who-checks': text })
    expect(sent.status).toBe(422)
    expect(await sent.text()).toContain(SENTENCE)
  }
  expect(await stored()).toEqual(before)
  expect(app.faults).toEqual([])
})

test('what the API does not know, and what is missing, is named with what is expected', async () => {
  const before = await stored()
  const answer = await app.api('POST', '/deployments', owner, {
    product_id: 'pro_1',
    useCase: { title: 5 },
  })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({
    code: 'invalid',
    problems: expect.arrayContaining([
      { field: 'product_id', message: 'product_id is not known here. Did you mean productId?' },
      { field: 'useCase.title', message: expect.not.stringMatching(/expected|received|Invalid/) },
    ]),
  })
  expect(await stored()).toEqual(before)
})

const PDF = { 'content-type': 'application/pdf' }
test.each([
  ['more than is taken', 'x'.repeat(25 * 1024 * 1024), 413],
  ['HTML that is named like a PDF', '<!doctype html><script>alert(1)</script>', 422],
])('a file by API: %s', async (_what, body, status) => {
  const before = await stored()
  const path = `${evidence}/documents?title=Rule&file_name=rule.pdf`
  expect((await app.api('POST', path, owner, body, PDF)).status).toBe(status)
  expect(await stored()).toEqual(before)
})

const form = (name: string, words = 'Words') =>
  app.post(`${page}/documents/new`, owner, { title: 'Rule', file: new File([words], name) })

test.each([
  ['an empty file', 'rule.txt', '', 'This file is empty.'],
  ['a name of 300 characters', `${'n'.repeat(296)}.txt`, 'Words', '200 characters or fewer'],
  ['a name that is an NHS number', 'of 943 476 5919.txt', 'Words', 'It has not been stored.'],
  ['a name that is only a way up', '../..', 'Words', 'Enter the name of the file.'],
])('a file by page: %s', async (_what, name, words, sentence) => {
  const before = await stored()
  const answer = await form(name, words)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(sentence)
  expect(await stored()).toEqual(before)
})

test('a form that is too large is refused by HTTP’s word for it, with what is taken', async () => {
  const before = await stored()
  for (const size of [20.5, 25]) {
    const answer = await form('rule.txt', 'x'.repeat(size * 1024 * 1024))
    expect(answer.status).toBe(413)
    expect(await answer.text()).toMatch(/(?:larger than|Send at most) 20 MB/)
  }
  expect(await stored()).toEqual(before)
})

test('of the name of a file its last step is kept, without signs that cannot be seen', async () => {
  for (const name of ['../../etc/a.txt', '..\\..\\b.txt', 'c\u202etxt.md'])
    expect((await form(name)).status).toBe(303)
  const names = await app.sql('select file_name from evidence_documents order by id')
  expect(names.map((one) => one['file_name'])).toEqual(['a.txt', 'b.txt', 'ctxt.md'])
})

test('what was typed when a session has ended is given back, and not to a page of somebody else', async () => {
  const send = async (site: string): Promise<string> => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': site,
    }
    const body = 'reason=It+flagged+nobody+on+Ward+3'
    const request = new Request('http://wardround.test/alerts/alr_1/answer', {
      method: 'POST',
      headers,
      body,
    })
    const answer = await app.fetch(request)
    expect(answer.status).toBe(401)
    return answer.text()
  }
  expect(await send('same-origin')).toContain('It flagged nobody on Ward 3')
  expect(await send('cross-site')).not.toContain('It flagged nobody')
})

test('who has switched cookies off is told so where they send a form', async () => {
  const page = await app.get('/sign-in')
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const send = (cookie: string) =>
    app.fetch(
      new Request('http://wardround.test/sign-in', {
        method: 'POST',
        body: new URLSearchParams({ csrf, email: 'me@trust.example', password: 'x' }),
        headers: cookie ? { cookie } : {},
      }),
    )
  const without = await send('')
  expect(without.status).toBe(403)
  expect(await without.text()).toContain('If cookies are off, allow them for this address.')
  expect(await (await send('wardround_visit=of-another')).text()).toContain('too old')
})
