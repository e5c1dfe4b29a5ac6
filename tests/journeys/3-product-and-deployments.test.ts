import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withBrowser } from '../support/browser.js'
import {
  choose,
  fill,
  follow,
  look,
  press,
  startJourney,
  type Journey,
  type Traveller,
} from '../support/journey.js'

const TRUSTS = ['Example Riverside', 'Example Hillside', 'Example Lakeside', 'Example Moorland']

const browser = withBrowser()
let journey: Journey
let contact: Traveller
let lead: Traveller
let stranger: Traveller
const owners: Traveller[] = []

beforeAll(async () => {
  journey = await startJourney()
  const [board, ...trusts] = await journey.system('Example Integrated Care Board', ...TRUSTS)
  const supplier = await journey.supplier('Example Health Software')
  contact = await journey.person(supplier, 'Ines Supplier', 'supplier-contact')
  if (!board) throw new Error('no board')
  lead = await journey.person(board, 'Lena Lead', 'system-ai-lead')
  for (const trust of trusts) {
    owners.push(await journey.person(trust, `Owner of ${trust.name}`, 'deployment-owner'))
  }
  const [elsewhere] = await journey.system('Example Far Board')
  if (!elsewhere) throw new Error('no board')
  stranger = await journey.person(elsewhere, 'Far Lead', 'system-ai-lead')
})
afterAll(() => journey.close())

const signedIn = async (person: Traveller | undefined, options = {}): Promise<Page> => {
  const page = await browser.newPage({ baseURL: journey.baseUrl, ...options })
  await journey.signIn(page, person ?? contact)
  return page
}

const registerUse = async (page: Page): Promise<void> => {
  await choose(page, 'What stage is it really at?', 'Assess')
  await page.getByLabel('Which version?').selectOption({ label: '2.3' })
  await fill(page, {
    'The use, in a few words': 'Order chest X-rays by urgency',
    'In which setting? (optional)': 'Emergency department',
  })
  await press(page, 'Register and continue')
  await page.waitForURL(/\/register\/deployments\/dep_\w+\/edit\/about-care/)
}

test('a supplier registers a product with a version', async () => {
  const page = await signedIn(contact)
  await follow(page, 'Register a product or a new version')
  await press(page, 'Register')
  await look(page, '3-product-refused')
  expect(await page.title()).toMatch(/^Error/)
  await fill(page, {
    'Name of the product': 'Example Chest Reader',
    'What does it do? (optional)': 'Reads chest X-rays and puts the urgent ones first.',
    'Vigilance contact (optional)': 'vigilance@example.org',
    'First version (optional)': '2.3',
    'Intended use of this version (optional)': 'To order chest X-rays of adults by urgency.',
  })
  await page.getByLabel('Is this version a medical device?').selectOption('yes')
  await press(page, 'Register')
  await page.waitForURL(/\/register\/products\/pro_/)
  await look(page, '3-product')
  expect(await page.getByRole('main').innerText()).toContain('Example Health Software')
}, 180_000)

test('the first owner finds it and registers a deployment of that version for a use case', async () => {
  const page = await signedIn(owners[0])
  await follow(page, 'Register an AI tool that is used here, or that you would like to use')
  await fill(page, { 'Product, other name or supplier': 'chest' })
  await press(page, 'Search')
  await look(page, '3-which-product')
  await follow(page, 'Example Chest Reader')
  await look(page, '3-register-form')
  await registerUse(page)
  await look(page, '3-first-section')
  const clinical = page.getByRole('group', { name: 'Will the people giving care' })
  await clinical.getByLabel('Yes').check()
  await press(page, 'Save and continue')
  await page.waitForURL(/\/edit\/about-kind/)
  await press(page, 'Save and return to the sections')
  await look(page, '3-sections')
  expect(await page.getByRole('main').innerText()).toContain('1 of 5')
  await follow(page, 'Back to the use')
  await look(page, '3-deployment')
  const words = await page.getByRole('main').innerText()
  for (const one of ['Order chest X-rays by urgency', '2.3', 'Owner of Example Riverside']) {
    expect(words).toContain(one)
  }
}, 180_000)

test('the second is offered the existing product instead of making a duplicate', async () => {
  const page = await signedIn(owners[1])
  await page.goto('/register/products/new')
  await fill(page, {
    'Name of the product': 'example chestreader',
    'Who supplies it? (optional)': 'Example Health Software',
  })
  await press(page, 'Register')
  await look(page, '3-is-it-one-of-these')
  const offered = page.getByRole('heading', { name: 'Is it one of these?' })
  expect(await offered.count()).toBe(1)
  expect(await journey.app.sql('select from products')).toHaveLength(1)
  await follow(page, 'Example Chest Reader')
  await follow(page, 'Register our use of it')
  await registerUse(page)
  expect(await journey.app.sql('select from products')).toHaveLength(1)
}, 180_000)

test('the third without script and the fourth by keyboard only; the system AI lead sees all four', async () => {
  const third = await signedIn(owners[2], { javaScript: false })
  await third.goto('/register/new?search=chest')
  await follow(third, 'Example Chest Reader')
  await registerUse(third)

  const fourth = await signedIn(owners[3])
  await fourth.goto('/register/new?search=chest')
  await fourth.getByRole('link', { name: 'Example Chest Reader' }).focus()
  await fourth.keyboard.press('Enter')
  await fourth.waitForURL(/productId=/)
  await fourth.getByLabel('Opportunity').or(fourth.getByRole('radio')).first().focus()
  await fourth.keyboard.press('Space')
  await fourth.getByLabel('Which version?').focus()
  await fourth.keyboard.type('2.3')
  await fourth.getByLabel('The use, in a few words').focus()
  await fourth.keyboard.type('Order chest X-rays by urgency')
  await fourth.keyboard.press('Enter')
  await fourth.waitForURL(/\/register\/deployments\/dep_/)
  await journey.drain()

  const page = await signedIn(lead)
  await follow(page, 'Register')
  await look(page, '3-register-of-the-system')
  const list = await page.getByRole('main').innerText()
  for (const trust of TRUSTS) expect(list).toContain(trust)
  await page.goto('/register/products')
  await look(page, '3-products')
  await follow(page, 'Example Chest Reader')
  const tabs = page.getByRole('navigation', { name: 'This product' }).getByRole('link')
  for (const href of await tabs.evaluateAll((links) =>
    links.map((link) => link.getAttribute('href')),
  )) {
    await page.goto(href ?? '')
    await look(page, `3-product-${href?.split('/')[4] ?? 'summary'}`)
  }

  const far = await signedIn(stranger)
  await far.goto('/register')
  const theirs = await far.getByRole('main').innerText()
  for (const trust of TRUSTS) expect(theirs).not.toContain(trust)
}, 240_000)
