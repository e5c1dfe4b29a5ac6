import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { withBrowser } from '../support/browser.js'
import {
  choose,
  fill,
  follow,
  look,
  lookWithoutScript,
  press,
  startJourney,
  type Journey,
  type Traveller,
} from '../support/journey.js'

const PUBLIC_WORDS = {
  what: 'A computer program reads X-ray pictures of the chest and puts those that look urgent first.',
  why: 'So that people who need help sooner are seen sooner.',
  where: 'In the emergency department',
  whoChecks: 'A radiologist reads every picture. A team looks each month at how often it is wrong.',
  decidesHow: 'The radiologist may change the order at any time.',
  afterRefusal: 'Your picture is read in the order it was taken. Your care does not suffer.',
  howToAsk: 'Ask the radiology desk. You can object before your picture is taken.',
  contact: 'Patient advice and liaison service, main entrance',
}

const browser = withBrowser()
let journey: Journey
let owner: Traveller
let safety: Traveller
let organisationId = ''
let deployment = ''

beforeAll(async () => {
  journey = await startJourney()
  const [, home] = await journey.system('Example Board', 'Example Riverside', 'Example Hillside')
  const supplier = await journey.supplier('Example Health Software')
  if (!home) throw new Error('no trust')
  organisationId = home.id
  owner = await journey.person(home, 'Olu Owner', 'deployment-owner')
  safety = await journey.person(home, 'Samira Safety', 'clinical-safety-officer')
  const contact = await journey.person(supplier, 'Ines Supplier', 'supplier-contact')
  const { registry } = journey.app
  const product = await registry.run(registerProduct, contact, {
    name: 'Example Chest Reader',
    version: { name: '2.3', intendedUse: 'Words of the supplier that nobody published.' },
  })
  for (const title of ['Order chest X-rays by urgency', 'A use that nobody published']) {
    const made = await registry.run(registerDeployment, owner, {
      productId: product.id,
      versionId: product.versionId ?? undefined,
      stage: 'usual',
      useCase: { title },
      switchOffHow: 'A secret of the reading room.',
      switchOffWho: 'Night desk',
    })
    deployment ||= made.id
  }
})
afterAll(() => journey.close())

const signedIn = async (person: Traveller): Promise<Page> => {
  const page = await browser.newPage({ baseURL: journey.baseUrl })
  await journey.signIn(page, person)
  return page
}

const PRIVATE = [
  'Olu Owner',
  'Samira Safety',
  'A use that nobody published',
  'A secret of the reading room',
  'Night desk',
  'Words of the supplier',
  'In use before assessment',
  'dep_',
]

test('nothing is public until a named person publishes it', async () => {
  const visitor = await browser.newPage({ baseURL: journey.baseUrl })
  await visitor.goto('/public')
  await look(visitor, '8-public-empty')
  expect(await visitor.getByRole('main').innerText()).not.toContain('Example Riverside')

  const page = await signedIn(owner)
  await page.goto(`/register/deployments/${deployment}/public-record`)
  await look(page, '8-no-record')
  await follow(page, 'Write a draft')
  await look(page, '8-draft-form')
  await fill(page, {
    'Name of the tool': 'Chest X-ray reader',
    'What does it do?': PUBLIC_WORDS.what,
    'Why is it used?': PUBLIC_WORDS.why,
    'Where is it used? (optional)': PUBLIC_WORDS.where,
    'Who checks it, and how?': PUBLIC_WORDS.whoChecks,
    'How is it decided? (optional)': PUBLIC_WORDS.decidesHow,
    'What happens then?': PUBLIC_WORDS.afterRefusal,
    'How can people ask, object or raise a concern?': PUBLIC_WORDS.howToAsk,
    Contact: PUBLIC_WORDS.contact,
  })
  await choose(
    page,
    'Does a person decide?',
    'Yes. A person decides; the tool only gives them information',
  )
  await choose(page, 'Can people say no?', 'Yes')
  await press(page, 'Save the draft')
  await look(page, '8-draft')
  expect((await visitor.goto(`/public/${organisationId}`))?.status()).toBeLessThan(500)
  expect(await visitor.locator('body').innerText()).not.toContain(PUBLIC_WORDS.what)

  await follow(page, 'Read it once more and publish')
  await look(page, '8-publish')
  await press(page, 'Publish as Olu Owner')
  await page.waitForURL(/\/public-record$/)
  await look(page, '8-published')
}, 240_000)

test('anybody reads everything that is meant to be public, and nothing else', async () => {
  for (const javaScript of [false, true]) {
    const page = await browser.newPage({ baseURL: journey.baseUrl, javaScript })
    const see = javaScript ? look : lookWithoutScript
    await page.goto('/public')
    await see(page, '8-public')
    await follow(page, 'Example Riverside')
    await see(page, '8-public-page')
    const body = await page.locator('body').innerText()
    for (const one of [...Object.values(PUBLIC_WORDS), 'Chest X-ray reader'])
      expect(body).toContain(one)
    for (const heading of [
      'What it does',
      'Why it is used',
      'Who checks it',
      'Does a person decide?',
      'Can I say no, and what happens then?',
      'How to ask, object or raise a concern',
    ]) {
      expect(body).toContain(heading)
    }
    const urgent = body.search(/Not for urgent help/)
    expect(urgent).toBeGreaterThanOrEqual(0)
    expect(urgent).toBeLessThan(body.indexOf('What AI is used here'))
    expect(body).toMatch(/call 999.*use 111/)
    const html = await page.content()
    for (const one of PRIVATE) expect([one, html.includes(one)]).toEqual([one, false])
  }
}, 240_000)

test('the same is open data, as JSON, CSV and a news feed', async () => {
  const get = async (path: string) => {
    const response = await fetch(`${journey.baseUrl}${path}`)
    return { response, text: await response.text() }
  }
  const json = await get('/public/open-data.json')
  expect(json.response.headers.get('content-type')).toContain('application/json')
  const { records } = JSON.parse(json.text) as { records: object[] }
  expect(records).toHaveLength(1)
  const csv = await get('/public/open-data.csv')
  expect(csv.text.trim().split('\r\n').length).toBe(2)
  const feed = await get('/public/feed.atom')
  expect(feed.text).toMatch(/^<\?xml/)
  for (const { response, text } of [json, csv, feed]) {
    expect(response.status).toBe(200)
    expect(text).toContain('Chest X-ray reader')
    for (const one of PRIVATE) expect([one, text.includes(one)]).toEqual([one, false])
  }
})

test('a visitor raises a concern: not for urgent help stands first, and the words stay private', async () => {
  const page = await browser.newPage({ baseURL: journey.baseUrl, javaScript: false })
  await page.goto(`/public/${organisationId}`)
  await follow(page, 'Raise a concern')
  await lookWithoutScript(page, '8-raise')
  const body = await page.locator('body').innerText()
  expect(body.indexOf('Not for urgent help')).toBeLessThan(body.indexOf('Raise a concern'))
  await fill(page, { 'What happened?': 'My picture was read very late.' })
  await press(page, 'Raise the concern')
  await lookWithoutScript(page, '8-raised')
  await journey.drain()
  await page.goto(`/public/${organisationId}`)
  expect(await page.content()).not.toContain('read very late')
  const inside = await signedIn(safety)
  await look(inside, '8-safety-home')
  await inside.goto('/concerns')
  await look(inside, '8-concerns')
  expect(await inside.getByRole('main').innerText()).toMatch(/reported/i)
}, 240_000)
