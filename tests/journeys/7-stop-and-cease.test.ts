import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, londonDate } from '#kernel/time.js'
import { withBrowser } from '../support/browser.js'
import {
  fill,
  fillDate,
  follow,
  look,
  lookWithoutScript,
  press,
  startJourney,
  type Journey,
  type Traveller,
} from '../support/journey.js'
import { shareProduct, type SharedProduct, type Site } from '../support/sites.js'

const browser = withBrowser()
let journey: Journey
let shared: SharedProduct
let here: Site
let next: Site
let lead: Traveller

beforeAll(async () => {
  journey = await startJourney()
  shared = await shareProduct(journey, 'Example Riverside', 'Example Hillside')
  const [first, second] = shared.sites
  if (!first || !second) throw new Error('no sites')
  here = first
  next = second
  lead = await journey.person(shared.board, 'Leila Lead', 'system-ai-lead')
  await journey.drain()
}, 300_000)
afterAll(() => journey.close())

const signedIn = async (person: Traveller, options = {}): Promise<Page> => {
  const page = await browser.newPage({ baseURL: journey.baseUrl, ...options })
  await journey.signIn(page, person)
  return page
}

const at = (path = ''): string => `/register/deployments/${here.deploymentId}${path}`
const words = (page: Page): Promise<string> => page.getByRole('main').innerText()
const firstTask = (page: Page) => page.locator('.wr-tasks > li').first()

const NOT_YET = 'Stop called, not yet confirmed off'

/** What somebody who was told finds first on Home, and says that they have read. */
const readsFirstOnHome = async (person: Traveller, title: string, picture: string) => {
  const page = await signedIn(person)
  expect(await firstTask(page).innerText()).toContain(title)
  await look(page, `${picture}-on-home`)
  await firstTask(page).getByRole('link').click()
  await look(page, picture)
  expect(await words(page)).toContain('Example Riverside')
  await press(page, 'Acknowledge')
  await page.getByText('Your answer is recorded.').waitFor()
}

test('an emergency stop is two clicks from any page of the deployment, and switches nothing off', async () => {
  const page = await signedIn(here.owner)
  await page.goto(at('/monitoring'))
  await follow(page, 'Emergency stop')
  await look(page, '7-call')
  await press(page, 'Call the stop')
  await page.getByText(NOT_YET).first().waitFor()
  await look(page, '7-called')
  const said = await words(page)
  expect(said).toContain('The clinic closes the score in the worklist settings.')
  expect(said).toContain('The clinic lead, or the technical lead on call')
  expect(await page.locator('body').innerText()).toContain('Wardround switches nothing off')

  const tabs = page.getByRole('navigation', { name: 'This deployment' }).getByRole('link')
  for (const href of await tabs.evaluateAll((links) =>
    links.map((one) => one.getAttribute('href')),
  )) {
    await page.goto(href ?? '')
    expect(await page.locator('body').innerText()).toContain(NOT_YET)
  }
  await page.goto('/')
  expect(await firstTask(page).innerText()).toContain('It is not yet confirmed off')
  await look(page, '7-stop-on-home')
}, 300_000)

test('the others who run the version, and its supplier, are told of the stop', async () => {
  await journey.drain()
  await readsFirstOnHome(next.owner, 'Stop called: Example Heart Score 2.3', '7-told-of-the-stop')
  await readsFirstOnHome(shared.contact, 'Stop called: Example Heart Score 2.3', '7-supplier-told')
}, 300_000)

test('it stays so until a named person enters when it went off; without script', async () => {
  const page = await signedIn(here.owner, { javaScript: false })
  await firstTask(page).getByRole('link').click()
  const today = londonDate(journey.app.clock.now())
  await fillDate(page, 'Date it went off', addDays(today, 2))
  await fill(page, { 'Time it went off': '14:05' })
  await press(page, 'Confirm that it is off')
  await lookWithoutScript(page, '7-not-in-the-future')
  expect(await words(page)).toContain('This time is in the future')
  expect(await page.getByLabel('Time it went off').inputValue()).toBe('14:05')
  expect(await page.locator('body').innerText()).toContain(NOT_YET)

  await fillDate(page, 'Date it went off', addDays(today, -1))
  await press(page, 'Confirm that it is off')
  await page.getByText('It is confirmed off.').waitFor()
  await lookWithoutScript(page, '7-confirmed-off')
  expect(await page.locator('body').innerText()).not.toContain(NOT_YET)
  const [stop] = await journey.app.sql('select confirmed_by_name, confirmed_by from stops')
  expect(stop).toEqual({ confirmed_by_name: here.owner.name, confirmed_by: here.owner.id })
}, 300_000)

test('it ceases, with reason and checklist, by keyboard only; the others are told', async () => {
  const page = await signedIn(here.owner)
  await page.goto(at())
  await page.getByRole('link', { name: 'Cease this use' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/cease$/)
  await look(page, '7-cease')
  await page.getByRole('button', { name: 'Cease this use' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('There is a problem').waitFor()
  await look(page, '7-cease-refused')
  await page.getByRole('checkbox').first().focus()
  await page.keyboard.press('Space')
  await page.getByLabel(/^What should others know/).focus()
  await page.keyboard.type('It called a low risk for patients who were unwell.')
  await page.getByRole('button', { name: 'Cease this use' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('This use has ceased.').waitFor()
  await look(page, '7-ceased')
  const items = await page
    .getByRole('table', { name: 'What is to be settled' })
    .getByRole('row')
    .count()
  expect(items).toBeGreaterThan(3)
  await page.getByLabel('Done').check()
  await press(page, 'Settle it')
  await page.getByText('This is settled.').waitFor()
  await look(page, '7-one-settled')

  await journey.drain()
  await readsFirstOnHome(next.owner, 'Use ceased: Example Heart Score 2.3', '7-told-of-the-end')
  const watches = await signedIn(lead)
  await watches.goto(at())
  await look(watches, '7-seen-by-the-system')
  expect(await watches.locator('body').innerText()).toMatch(/ceased/i)
}, 300_000)
