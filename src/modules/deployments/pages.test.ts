import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadFramework } from '#modules/framework/index.js'
import type { Actor } from '#kernel/actor.js'
import { putForwardOpportunity } from '#modules/opportunities/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { CEASE_CHECKLIST, CEASE_REASONS, listDeployments } from './index.js'

let app: TestApp
let owner: Actor
let contact: Actor
let partner: Actor
let stranger: Actor
let product: { id: string; name: string; versionId: string | null }

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [home, other] = trusts as [(typeof trusts)[0], (typeof trusts)[0]]
  owner = await app.world.person(home, 'deployment-owner')
  partner = await app.world.person(other, 'deployment-owner')
  stranger = await app.world.person(await app.world.organisation('Far away'), 'deployment-owner')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  contact = await app.world.person(supplier, 'supplier-contact')
  product = await app.registry.run(registerProduct, contact, {
    name: 'Example triage',
    kind: 'triage',
    version: { name: '2.3' },
  })
})
afterAll(() => app.close())

const text = async (path: string, actor = owner) => {
  const response = await app.get(path, actor)
  expect(response.status, path).toBe(200)
  return response.text()
}

const register = async (values: Record<string, string> = {}, actor = owner): Promise<string> => {
  const sent = await app.post('/register/new', actor, {
    productId: product.id,
    'useCase.title': 'Order chest X-rays by urgency',
    stage: 'usual',
    versionId: product.versionId ?? '',
    ...values,
  })
  expect(sent.status).toBe(303)
  const [here = ''] = (sent.headers.get('location') ?? '').split('/edit')
  return here
}

/** Sends one section of what a use says, as its page does; answers where it leads. */
const save = async (here: string, section: string, values: Record<string, string>) => {
  const page = await text(`${here}/edit/${section}`)
  const revision = /name="revision" value="(\d+)"/.exec(page)?.[1] ?? ''
  const sent = await app.post(`${here}/edit/${section}`, owner, { revision, ...values })
  expect(sent.status).toBe(303)
  return sent.headers.get('location')
}

test('reasons and checklist of ceasing are those of the agreed way', () => {
  const gate = loadFramework('framework').gates.find((one) => one.id === 'cease')
  expect(gate?.reasons.map((one) => one.id)).toEqual([...CEASE_REASONS])
  expect(gate?.checklist.map((one) => one.id)).toEqual([...CEASE_CHECKLIST])
})

describe('registering', () => {
  test('looks the product up, takes what is needed first, then the rest section by section', async () => {
    expect(await text('/register/new?search=triage')).toContain(product.id)
    const form = await text(`/register/new?productId=${product.id}`)
    expect(form).toContain('What stage is it really at?')
    expect(form).toContain('Not chosen yet')
    expect(form).not.toContain('facts.')
    const here = await register({
      'since-day': '12',
      'since-month': '5',
      'since-year': '2026',
    })
    const care = { 'facts.clinical': 'yes', 'facts.patientFacing': 'no' }
    expect(await save(here, 'about-care', care)).toBe(`${here}/edit/about-kind`)
    const data = { 'facts.hosting': 'on-site', after: 'return' }
    expect(await save(here, 'about-data', data)).toBe(`${here}/edit`)
    const stop = { switchOffHow: 'Disable the node in the PACS', switchOffWho: 'PACS manager' }
    await save(here, 'stop', stop)
    const review = { 'reviewDue-day': '1', 'reviewDue-month': '3', 'reviewDue-year': '2027' }
    expect(await save(here, 'dates', review)).toBe(here)
    const parts = await text(`${here}/edit`)
    for (const words of ['2 of 5', '1 of 5', '2 of 2', '1 of 1']) expect(parts).toContain(words)
    const page = await text(here)
    expect(page).toContain('1 March 2027')
    expect(page).toContain('In use before assessment')
    expect(page).toContain('not passed here')
    expect(page).toContain('since 12 May 2026')
    expect(page).toContain('It runs on site')
    expect(page).toContain('not answered')
    expect(page).toContain('Disable the node in the PACS')
  })

  test('asks for the stage it is really at, and takes none for granted', async () => {
    const values = { productId: product.id, 'useCase.title': 'Without a stage' }
    const refused = await app.post('/register/new', owner, values)
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('Choose the stage it is really at.'),
    ])
  })

  test('keeps what was typed when something is wrong', async () => {
    const refused = await app.post('/register/new', owner, {
      productId: product.id,
      stage: 'usual',
      'useCase.setting': 'The night shift',
      'since-day': '31',
      'since-month': '13',
      'since-year': '2026',
    })
    const html = await refused.text()
    expect(refused.status).toBe(422)
    expect(html).toContain('The night shift')
    expect(html).toContain('as a day, month and year')
  })

  test('an opportunity leads to its first gate, and the same use at a partner is shown', async () => {
    await register({ 'useCase.title': 'Sort clinic letters' }, partner)
    const idea = await app.registry.run(putForwardOpportunity, owner, {
      title: 'Sort the clinic letters',
      problem: 'They wait for days.',
    })
    const page = await text(`/register/opportunities/${idea.id}`)
    expect(page).toContain('Is the same use live or tried at a partner?')
    expect(page).toContain('Sort clinic letters')
    const gate = `/register/opportunities/${idea.id}/gate`
    expect(page).toContain('Decide whether to assess')
    expect(page).toContain(`href="${gate}"`)
    const away = await app.get(`/register/new?opportunityId=${idea.id}`, owner)
    expect(away.headers.get('location')).toBe(gate)
    const decided = await app.post(gate, owner, {
      decision: 'go',
      reason: 'Worth a look.',
      productId: product.id,
    })
    const here = decided.headers.get('location') ?? ''
    const deployment = await text(here)
    expect(deployment).toContain('Assess')
    expect(deployment).not.toContain('In use before assessment')
    expect(await text(`/register/opportunities/${idea.id}`)).toContain('Became a deployment')
    const decisions = await app.sql(
      `select gate, decision from gate_decisions where deployment_id = $1`,
      [here.split('/').at(-1)],
    )
    expect(decisions).toEqual([{ gate: 'assess', decision: 'go' }])
  })
})

describe('an emergency stop', () => {
  test('takes two clicks, says how it is switched off, and stands on every page until confirmed', async () => {
    const here = await register({ switchOffHow: 'Pull the plug', switchOffWho: 'Site manager' })
    expect(await text(here)).toContain('Emergency stop')
    expect(await text(`${here}/stop`)).toContain('Call the stop')
    const called = await app.post(`${here}/stop`, owner, {
      act: 'call',
      reason: 'Misses fractures',
    })
    expect(called.headers.get('location')).toBe(`${here}/stop`)
    const page = await text(`${here}/stop`)
    expect(page).toContain('Stop called, not yet confirmed off')
    expect(page).toContain('Pull the plug')
    expect(page).toContain('Site manager')
    expect(await text(here)).toContain('Stop called, not yet confirmed off')
    expect(await text(here, partner)).toContain('Stop called, not yet confirmed off')
    const when = { 'wentOffAt-day': '2', 'wentOffAt-month': '11', 'wentOffAt-year': '2026' }
    const unclear = await app.post(`${here}/stop`, owner, { act: 'confirm', ...when, time: 'noon' })
    expect(unclear.status).toBe(422)
    const future = await app.post(`${here}/stop`, owner, { act: 'confirm', ...when, time: '23:00' })
    expect(await future.text()).toContain('in the future')
    const off = await app.post(`${here}/stop`, owner, { act: 'confirm', ...when, time: '09:45' })
    expect(off.status).toBe(303)
    const after = await text(here)
    expect(after).not.toContain('not yet confirmed off')
    expect(after).toContain('Paused')
  })

  test('then it ceases, with reasons, and what is left is settled afterwards', async () => {
    const here = await register()
    expect(await text(`${here}/cease`)).toContain('A safety concern')
    const none = await app.post(`${here}/cease`, owner, { explanation: 'x' })
    expect(none.status).toBe(422)
    const ceased = await app.post(`${here}/cease`, owner, {
      reasons: ['safety', 'supplier'],
      explanation: 'It missed fractures.',
      'told.due-day': '9',
      'told.due-month': '11',
      'told.due-year': '2026',
    })
    expect(ceased.status).toBe(303)
    const page = await text(`${here}/cease`)
    expect(page).toMatch(/<h2[^>]*>After it ceased<\/h2>/)
    expect(page).toContain('The supplier withdrew or failed')
    expect(page).toContain('9 November 2026')
    await app.post(`${here}/cease`, owner, { act: 'settle', item: 'told', settled: 'done' })
    expect(await text(`${here}/cease`)).toContain('Done')
    expect(await text(here)).toContain('Ceased')
  })
})

test('pause and resume, edit with theirs beside yours, and another version, by their forms', async () => {
  const here = await register()
  for (const [page, values] of [
    ['pause', { reason: 'The network is down' }],
    ['resume', { reason: 'It is up' }],
    ['version', { versionId: product.versionId ?? '', configuration: 'threshold 0.4' }],
  ] as const) {
    await text(`${here}/${page}`)
    expect((await app.post(`${here}/${page}`, owner, values)).status).toBe(303)
  }
  expect(await text(here)).toContain('threshold 0.4')
  const seen = await text(`${here}/edit/stop`)
  const revision = /name="revision" value="(\d+)"/.exec(seen)?.[1] ?? ''
  await save(here, 'stop', { switchOffHow: 'Theirs' })
  await save(here, 'about-data', { 'facts.hosting': 'on-site' })
  const lost = async (section: string, values: Record<string, string>) => {
    const sent = await app.post(`${here}/edit/${section}`, owner, { revision, ...values })
    expect(sent.status).toBe(409)
    return sent.text()
  }
  const html = await lost('stop', { switchOffHow: 'Mine' })
  expect(html).toContain('Now stored: Theirs')
  expect(html).toContain('>Mine<')
  expect(html).not.toContain('Now stored: It runs on site')
  const facts = await lost('about-data', { 'facts.hosting': 'edge' })
  expect(facts).toContain('Now stored: It runs on site')
  expect(facts).not.toContain('Now stored: Theirs')
})

describe('the list', () => {
  test('shows ours and what partners share, narrowed, sorted and paged both ways', async () => {
    await register({ heldBack: 'yes', 'useCase.title': 'Secret use' }, partner)
    const page = await text('/register?kind=triage&stage=usual')
    expect(page).toContain('Partner')
    expect(page).not.toContain('Secret use')
    expect(await text('/register?search=', stranger)).toContain('No deployment is registered yet')
    expect(await text('/register?search=nothing', stranger)).toContain('Nothing fits these filters')
    const supplied = await text('/register', contact)
    expect(supplied).toContain('Where NHS organisations use your products is shared among them')
    expect(supplied).toContain(`/register/organisations/${contact.organisationId}/evidence`)
    expect(supplied).not.toContain('Register what your organisation uses')
    const both = await app.get('/register', {
      ...contact,
      roles: ['supplier-contact', 'administrator'],
    })
    expect(await both.text()).not.toContain('Register a use')
    const administrator: Actor = { ...contact, roles: ['administrator'] }
    for (const path of ['/register', `/register/products/${product.id}`]) {
      const shown = await text(path, administrator)
      expect(shown).not.toContain('Register a use')
      expect(shown).not.toContain('/register/new')
      expect(shown).not.toContain('/register/import')
    }
    const ways = ['/new', '/new?search=triage', `/new?productId=${product.id}`, '/import']
    for (const way of ways) {
      const away = await app.get(`/register${way}`, administrator)
      expect([way, away.status]).toEqual([way, 403])
      expect(await away.text()).toContain('Register the product and its versions instead')
    }
    const file = new Blob(['organisation,product,version,use,stage,owner\n'])
    expect((await app.post('/register/import', administrator, { file })).status).toBe(403)
    const given = { productId: product.id, useCase: { title: 'By its supplier' }, facts: {} }
    expect((await app.api('POST', '/deployments', administrator, given)).status).toBe(403)
    expect(await text('/register', owner)).toContain('Register a use')
    const read = (input: object) =>
      app.registry.read(listDeployments, owner, { limit: 2, ...input })
    for (const sort of ['changed', 'product', 'stage-since']) {
      const all = (await read({ sort, limit: 100 })).rows.map((one) => one.id)
      const first = await read({ sort })
      const second = await read({ sort, cursor: first.next })
      expect([...first.rows, ...second.rows].map((one) => one.id)).toEqual(all.slice(0, 4))
      expect((await read({ sort, cursor: second.previous })).rows).toEqual(first.rows)
    }
    const found = await read({ search: 'SORT clinic', whose: 'partners' })
    expect(found.rows.map((one) => one.useCase.title)).toEqual(['Sort clinic letters'])
    expect((await read({ search: 'secret' })).rows).toEqual([])
  })

  test('a file holds what is filtered; where a product is used says what is held back', async () => {
    const file = await app.get('/register.csv?whose=partners', owner)
    const lines = (await file.text()).trim().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain('Sort clinic letters')
    const use = await text(`/register/products/${product.id}/use`)
    expect(use).toContain('Partners hold back 1 more use')
  })

  test('the API lists, shows, registers and stops', async () => {
    const made = await app.api('POST', '/deployments', owner, {
      productId: product.id,
      useCase: { title: 'By the API' },
    })
    const { id } = (await made.json()) as { id: string }
    expect(made.status).toBe(201)
    const shown = await app.api('GET', `/deployments/${id}`, owner)
    expect(await shown.json()).toMatchObject({ stage: 'assess', version: null })
    const stopped = await app.api('POST', `/deployments/${id}/stop`, owner, { reason: 'Now' })
    expect(stopped.status).toBe(200)
    expect((await app.api('GET', `/deployments/${id}`, stranger)).status).toBe(404)
    const list = await app.api('GET', '/deployments?state=stop-called', owner)
    expect(await list.json()).toMatchObject({ items: [{ id }], next: null })
  })

  test('who can own one is told, so that an API key can name an owner', async () => {
    const owners = await (await app.api('GET', '/deployment-owners', owner)).json()
    expect(owners).toEqual({ items: [{ id: owner.id, name: owner.name }] })
    expect((await app.api('GET', '/deployment-owners', contact)).status).toBe(403)
  })
})

describe('the tab People', () => {
  test('says who answers and which role nobody holds; a partner is told whom to ask, not who it is', async () => {
    const location = await register({ stage: 'usual', contactRole: 'Imaging lead' })
    const own = await text(`${location}/people`)
    expect(own).toContain(owner.name)
    expect(own).toContain('Owns this')
    expect(own).toContain('clinical safety officer')
    const seen = await text(`${location}/people`, partner)
    expect(seen).not.toContain(owner.name)
    expect(seen).toContain('Names are seen by')
    expect((await app.get(`${location}/people`, stranger)).status).toBe(404)
  })
})
