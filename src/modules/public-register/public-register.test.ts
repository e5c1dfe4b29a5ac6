import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.js'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { ceaseDeployment, pauseDeployment, registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import type { TestOrganisation } from '../../../tests/support/world.js'
import { publishRecord, retractRecord, showRecord, writeRecord } from './index.js'

let app: TestApp
let trust: TestOrganisation
let owner: Actor
let administrator: Actor
let staff: Actor
let partner: Actor
let product: { id: string; versionId: string | null }

const WORDS = {
  name: 'Chest X-ray helper',
  madeBy: 'Example Supplier',
  what: 'It marks X-rays that a radiologist should read first.',
  why: 'So that urgent X-rays are read sooner.',
  whoChecks: 'The imaging team looks at how well it does every month.',
  decides: 'person-checks',
  canRefuse: 'yes',
  afterRefusal: 'Your X-ray is read in the usual order.',
  howToAsk: 'Ask the imaging team, or raise a concern here. It can change the order & the reading.',
  contact: 'imaging@trust.example',
} as const

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const [home, other] = trusts as [TestOrganisation, TestOrganisation]
  trust = home
  owner = await app.world.person(home, 'deployment-owner')
  administrator = await app.world.person(home, 'administrator')
  staff = await app.world.person(home, 'staff')
  partner = await app.world.person(other, 'deployment-owner')
  const supplier = await app.world.organisation('Example Supplier', 'supplier')
  const contact = await app.world.person(supplier, 'supplier-contact')
  product = await app.registry.run(registerProduct, contact, {
    name: 'SECRET-PRODUCT triage',
    summary: 'SECRET-SUMMARY',
    version: { name: 'SECRET-VERSION-2.3' },
  })
})
afterAll(() => app.close())

const register = (input: object = {}, actor = owner) =>
  app.registry.run(registerDeployment, actor, {
    productId: product.id,
    versionId: product.versionId,
    useCase: {
      title: `SECRET-USE-CASE ${Math.random()}`,
      setting: 'SECRET-SETTING',
      forWhom: 'SECRET-WHOM',
    },
    switchOffHow: 'SECRET-SWITCH',
    switchOffWho: 'SECRET-SWITCHER',
    stage: 'usual',
    ...input,
  })
const write = (deploymentId: string, changes: object = {}, revision = 0) =>
  app.registry.run(writeRecord, owner, { deploymentId, revision, ...WORDS, ...changes })
const publish = (deploymentId: string, revision: number, actor = administrator) =>
  app.registry.run(publishRecord, actor, { deploymentId, revision })
const published = async () => {
  const { id } = await register()
  const { revision } = await write(id)
  await publish(id, revision)
  return id
}
const publicPage = async (organisation = trust.id) =>
  (await app.get(`/public/${organisation}`)).text()

describe('publish a record', () => {
  test('a member of staff may neither write nor publish; another organisation may not either', async () => {
    const { id } = await register()
    const input = { deploymentId: id, revision: 0, ...WORDS }
    await expect(app.registry.run(writeRecord, staff, input)).rejects.toThrow(NotAllowed)
    await expect(publish(id, 1, staff)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(writeRecord, partner, input)).rejects.toThrow(NotAllowed)
    await expect(publish(id, 1, partner)).rejects.toThrow(NotAllowed)
    const far = await app.world.person(await app.world.organisation('Far away'), 'administrator')
    await expect(app.registry.read(showRecord, far, { deploymentId: id })).rejects.toThrow(NotFound)
  })

  test('a partner sees no draft', async () => {
    const { id } = await register()
    await write(id, { name: 'Nobody outside reads this' })
    const seen = await app.registry.read(showRecord, partner, { deploymentId: id })
    expect(seen.record).toBeUndefined()
    const page = await app.get(`/register/deployments/${id}/public-record`, partner)
    expect(await page.text()).not.toContain('Nobody outside reads this')
  })

  test('what is missing stands in the way, each with its sentence', async () => {
    const { id } = await register()
    const { revision } = await write(id, { why: '', canRefuse: 'not-answered' })
    const refused = publish(id, revision)
    await expect(refused).rejects.toThrow(Invalid)
    await expect(refused).rejects.toMatchObject({
      problems: [{ field: 'why' }, { field: 'canRefuse' }],
    })
  })

  test('a named person publishes what they read, and the history says who', async () => {
    const { id } = await register()
    const { revision } = await write(id)
    expect(await publicPage()).not.toContain(WORDS.what)
    await publish(id, revision)
    expect(await publicPage()).toContain(WORDS.what)
    const [line] = await app.sql(
      `select * from audit where subject_id = $1 and command = 'public-register.publish-record'`,
      [id],
    )
    expect(line).toMatchObject({ actor_id: administrator.id, after: { published: 1 } })
  })

  test('a draft that changed after it was read is not published', async () => {
    const { id } = await register()
    const { revision } = await write(id)
    await write(id, { why: 'Another reason' }, revision)
    await expect(publish(id, revision)).rejects.toThrow(Conflict)
  })

  test('an API key says which person decided', async () => {
    const { id } = await register()
    const { revision } = await write(id)
    const key: Actor = { ...administrator, kind: 'key', id: 'key_test', name: 'Our website' }
    await expect(publish(id, revision, key)).rejects.toThrow('Enter the name of the person')
    const path = `/deployments/${id}/public-record/publish`
    const answer = await app.api('POST', path, key, { revision, decidedBy: 'Jo Publisher' })
    expect(answer.status).toBe(200)
    const { revisions } = await app.registry.read(showRecord, owner, { deploymentId: id })
    expect(revisions[0]?.publishedByName).toBe('Jo Publisher (by Our website)')
  })
})

describe('after it is published', () => {
  test('an edit stays beside what is published until it is published again', async () => {
    const id = await published()
    const { record } = await app.registry.read(showRecord, owner, { deploymentId: id })
    const { revision } = await write(id, { why: 'A CHANGED REASON' }, record?.revision)
    expect(await publicPage()).not.toContain('A CHANGED REASON')
    await publish(id, revision)
    expect(await publicPage()).toContain('A CHANGED REASON')
    const { revisions } = await app.registry.read(showRecord, owner, { deploymentId: id })
    expect(revisions.map(({ number, withdrawnReason }) => [number, withdrawnReason])).toEqual([
      [2, null],
      [1, 'Replaced by a newer one'],
    ])
  })

  test('two who edit at once: the second is shown theirs and loses nothing', async () => {
    const { id } = await register()
    const { revision } = await write(id)
    await write(id, { why: 'What the first one wrote' }, revision)
    const answer = await app.post(`/register/deployments/${id}/public-record/edit`, owner, {
      ...WORDS,
      why: 'What the second one wrote',
      revision: String(revision),
    })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('What the first one wrote')
    expect(html).toContain('What the second one wrote')
  })

  test('taken down, the public reads nothing; the history keeps it with the reason', async () => {
    const id = await published()
    const marked = { deploymentId: id, reason: 'It was wrong' }
    await app.registry.run(retractRecord, administrator, marked)
    const data = await (await app.get('/public/open-data.json')).text()
    const { record, revisions } = await app.registry.read(showRecord, owner, { deploymentId: id })
    expect(data).not.toContain(record?.id)
    expect(await publicPage()).not.toContain(`id="${record?.id}"`)
    expect(revisions[0]).toMatchObject({ withdrawnReason: 'It was wrong' })
    await expect(app.registry.run(retractRecord, administrator, marked)).rejects.toThrow(Conflict)
  })

  test('paused and ceased are true at once', async () => {
    const id = await published()
    await app.registry.run(pauseDeployment, owner, { deploymentId: id, reason: 'SECRET-REASON' })
    expect(await publicPage()).toContain('Not in use at the moment')
    await app.registry.run(ceaseDeployment, owner, {
      deploymentId: id,
      reasons: ['safety'],
      explanation: 'SECRET-EXPLANATION',
    })
    const html = await publicPage()
    expect(html).toContain('No longer used since 2 November 2026')
    expect(html).not.toContain('SECRET')
  })
})

describe('what the public reads', () => {
  test('urgent help first, the words, and nothing that is not published', async () => {
    const quiet = await register({ useCase: { title: 'SECRET-UNPUBLISHED' } })
    await write(quiet.id, { name: 'SECRET-DRAFT' })
    await published()
    const [{ ods_code: code }] = (await app.sql(
      'select ods_code from organisations where id = $1',
      [trust.id],
    )) as [{ ods_code: string }]
    const paths = [
      '/public',
      `/public/${trust.id}`,
      `/public/${code.toLowerCase()}`,
      '/public/open-data.json',
      '/public/open-data.csv',
      '/public/feed.atom',
    ]
    for (const path of paths) {
      const answer = await app.get(path)
      expect(answer.status, path).toBe(200)
      const text = await answer.text()
      expect(text, path).not.toContain('SECRET')
      for (const person of [owner, administrator, staff]) {
        expect(text, path).not.toContain(`${person.name}<`)
        expect(text, path).not.toContain(person.id)
      }
    }
    const html = await publicPage()
    expect(html.indexOf('999')).toBeGreaterThan(-1)
    expect(html.indexOf('999')).toBeLessThan(html.indexOf(WORDS.what))
    expect(html).toContain('/public/raise-a-concern')
  })

  test('search by name; an organisation without a record says that it may still use AI', async () => {
    await published()
    expect(await (await app.get('/public?search=example')).text()).toContain(trust.name)
    expect(await (await app.get('/public?search=%25')).text()).not.toContain(trust.name)
    const other = await app.world.organisation('Example Quiet')
    expect(await publicPage(other.id)).toContain('This does not mean')
    expect((await app.get('/public/nowhere')).status).toBe(404)
  })

  test('open data is dated, says its licence note, and the feed is well formed', async () => {
    await published()
    const data = (await (await app.get('/public/open-data.json')).json()) as {
      as_of: string
      licence_note: string
      records: { name: string }[]
    }
    expect(data.as_of).toBe('2026-11-02')
    expect(data.licence_note).toContain('licence')
    expect(data.records.map((one) => one.name)).toContain(WORDS.name)
    const feed = await app.get('/public/feed.atom')
    expect(feed.headers.get('content-type')).toContain('application/atom+xml')
    const text = await feed.text()
    expect(text.match(/<entry>/g)?.length).toBe(text.match(/<\/entry>/g)?.length)
    expect(text).toContain('http://wardround.test/public/')
    const csv = await (await app.get('/public/open-data.csv')).text()
    expect(csv.split('\r\n')[0]).toContain('who_checks')
  })

  test('the pages about Wardround are open to everybody', async () => {
    for (const path of ['/about', '/accessibility', '/privacy']) {
      expect((await app.get(path)).status).toBe(200)
    }
    expect(await (await app.get('/about')).text()).toContain('not a medical device')
    expect(await (await app.get('/privacy')).text()).toContain('no organisation here has switched')
    expect(await (await app.get('/privacy')).text()).toContain(
      'everybody is asked to leave names out',
    )
  })
})

describe('through the API', () => {
  test('write the draft, list one’s own, and nobody else’s', async () => {
    const { id } = await register()
    const path = `/deployments/${id}/public-record`
    const put = await app.api('PUT', path, owner, { revision: 0, ...WORDS })
    expect(await put.json()).toMatchObject({ deploymentId: id, revision: 1 })
    const again = await app.api('PUT', path, owner, { revision: 0, ...WORDS })
    expect(again.status).toBe(409)
    const list = async (actor: Actor) =>
      (await (await app.api('GET', '/public-records?limit=200', actor)).json()) as {
        items: { deploymentId: string }[]
      }
    expect((await list(owner)).items.map((one) => one.deploymentId)).toContain(id)
    expect((await list(partner)).items).toEqual([])
  })
})

describe('anybody finds', () => {
  test('a tool by what it is called, does or where it is used, and by the place of its organisation', async () => {
    const { id } = await register()
    const where = 'At the Whipps Lane clinic'
    const { revision } = await write(id, { name: 'A retina reader', where })
    await publish(id, revision)
    await app.sql(
      `update organisations set address = '1 Mill Road\nDagenham', postcode = 'RM10 1AA' where id = $1`,
      [trust.id],
    )
    const search = async (words: string) =>
      (await app.get(`/public?search=${encodeURIComponent(words)}`)).text()
    for (const words of ['retina', 'READER dagenham', 'whipps', 'RM10', trust.name]) {
      const found = await search(words)
      expect(found, words).toContain('A retina reader</a>')
      expect(found, words).toContain(`/public/`)
    }
    for (const words of ['retina leeds', 'SECRET-PRODUCT', 'SECRET-SETTING', '%', 'R_ader']) {
      expect(await search(words), words).toContain('Nothing is found')
    }
  })
})
