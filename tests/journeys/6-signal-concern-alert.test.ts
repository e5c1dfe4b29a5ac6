import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#kernel/time.js'
import { fixPlan } from '#modules/monitoring/index.js'
import { withBrowser } from '../support/browser.js'
import {
  choose,
  follow,
  look,
  lookWithoutScript,
  press,
  startJourney,
  type Journey,
  type Traveller,
} from '../support/journey.js'
import {
  monday,
  planOf,
  registerUse,
  sendWeek,
  shareProduct,
  type SharedProduct,
  type Site,
} from '../support/sites.js'

const REPORT = 'It called a low risk for a patient who was plainly unwell on the late shift.'
const browser = withBrowser()
let journey: Journey
let shared: SharedProduct
let here: Site
let staff: Traveller
let safety: Traveller
let lead: Traveller
let others: Traveller[]

beforeAll(async () => {
  journey = await startJourney()
  shared = await shareProduct(
    journey,
    'Example Riverside',
    'Example Hillside',
    'Example Lakeside',
    'Example Moorside',
  )
  const [first, ...rest] = shared.sites
  if (!first) throw new Error('no sites')
  here = first
  staff = await journey.person(here.trust, 'Sam Staff', 'staff')
  safety = await journey.person(here.trust, 'Samira Safety', 'clinical-safety-officer')
  lead = await journey.person(shared.board, 'Leila Lead', 'system-ai-lead')
  others = []
  for (const { trust } of rest) {
    others.push(await journey.person(trust, `Cara ${trust.name}`, 'clinical-safety-officer'))
  }
  const [far] = [await journey.app.world.organisation('Example Far Away')]
  const stranger = await journey.person(far, 'Fay Far', 'deployment-owner')
  await registerUse(journey, stranger, shared.product)
  await journey.app.registry.run(
    fixPlan,
    here.owner,
    planOf(here.deploymentId, here.owner, { startsOn: monday(journey, -4), followUpDays: 1 }),
  )
  await journey.drain()
}, 300_000)
afterAll(() => journey.close())

const signedIn = async (person: Traveller, options = {}): Promise<Page> => {
  const page = await browser.newPage({ baseURL: journey.baseUrl, ...options })
  await journey.signIn(page, person)
  return page
}

const words = (page: Page): Promise<string> => page.getByRole('main').innerText()

/** The first of the things that wait on Home. */
const firstTask = (page: Page) => page.locator('.wr-tasks > li').first()

const week = async (place: number, good: number): Promise<void> => {
  const from = monday(journey, place)
  await sendWeek(journey, here.owner, here.deploymentId, from, addDays(from, 7), good)
  await journey.drain()
}

const concerns = () =>
  journey.app.sql<{ id: string; origin: string }>('select id, origin from concerns order by id')

test('a signal is a task of its owner; the second period the wrong way makes it a concern, once', async () => {
  await week(-4, 6)
  const page = await signedIn(here.owner)
  expect(await firstTask(page).innerText()).toContain('AUROC')
  await look(page, '6-signal-on-home')
  expect(await concerns()).toEqual([])
  await firstTask(page).getByRole('link').click()
  await look(page, '6-signal')
  expect(await words(page)).toContain('Review with the supplier')
  await press(page, 'I have seen it')
  await page.getByText('Your answer is kept.').waitFor()

  await week(-3, 6)
  expect(await concerns()).toHaveLength(1)
  await week(-2, 6)
  await journey.app.tick('monitoring.close-windows')
  await journey.drain()
  expect(await concerns()).toMatchObject([{ origin: 'signal' }])
  await page.goto(`/register/deployments/${here.deploymentId}/concerns`)
  await look(page, '6-concern-of-a-signal')
  expect(await words(page)).toContain('To be triaged')
}, 300_000)

test('a member of staff raises one by hand in under a minute, at a phone, without script', async () => {
  const page = await signedIn(staff, { width: 320, javaScript: false })
  const began = Date.now()
  let acts = 0
  const act = async (done: Promise<unknown>) => {
    await done
    acts += 1
  }
  await act(follow(page, 'Say that something may be wrong with an AI tool'))
  await act(page.getByLabel('Which tool is it about?').selectOption({ index: 1 }))
  await act(page.getByLabel('What happened?').fill(REPORT))
  await act(press(page, 'Raise the concern'))
  await page.getByText('Thank you. Your concern is raised').waitFor()
  const seconds = (Date.now() - began) / 1000
  // The acts, and reading and typing at the pace of somebody slow: 40 words a minute on a phone.
  const typing = (REPORT.split(' ').length / 40) * 60
  expect(acts).toBe(4)
  expect(seconds + typing).toBeLessThan(60)
  await lookWithoutScript(page, '6-thank-you')
  expect(await words(page)).toMatch(/C-[0-9A-Z]{6}/)
  await page.goto('/concerns/raise')
  await lookWithoutScript(page, '6-raise')
  const asked = page.getByRole('main').locator('textarea:visible, select:visible, input:visible')
  expect(await asked.count()).toBeLessThanOrEqual(12)
  await page.goto('/concerns?whose=mine')
  await lookWithoutScript(page, '6-my-reports')
  expect(await words(page)).toContain('Example Heart Score')
}, 300_000)

test('judged serious, it is an alert in the same commit to all who run the version and to the supplier', async () => {
  const page = await signedIn(safety)
  await look(page, '6-safety-home')
  const raised = (await concerns()).find((one) => one.origin === 'staff')?.id ?? ''
  await page.locator(`a[href="/concerns/${raised}"]`).first().click()
  await look(page, '6-concern')
  expect(await words(page)).toContain('Reported, not established until triaged')
  await press(page, 'Record the decision')
  await look(page, '6-triage-refused')
  await page.getByLabel('What kind of concern is it?').selectOption({ index: 1 })
  await choose(page, 'How serious is it?', 'Serious')
  await page.getByLabel('Why?').fill('Seen twice this week, and the ward relied on it.')
  await press(page, 'Record the decision')
  await page.waitForURL(/\/alerts\/ale_/)
  await look(page, '6-alert-issued')

  const [one] = await journey.app.sql<{ same: boolean; told: number; moments: number }>(
    `select bool_and(recipients.xmin::text = concerns.xmin::text and alerts.xmin::text = concerns.xmin::text) as same,
            count(*)::int as told, count(distinct recipients.told_at)::int as moments
       from concerns join alerts on alerts.id = concerns.alert_id
       join alert_recipients as recipients on recipients.alert_id = alerts.id
      where concerns.id = $1`,
    [raised],
  )
  expect(one).toEqual({ same: true, told: 6, moments: 1 })
  await journey.drain()
}, 300_000)

test('each sees it first on Home, acknowledges and says whether action is required', async () => {
  const [hillside, lakeside] = others
  if (!hillside || !lakeside) throw new Error('no others')
  for (const [place, person] of [hillside, lakeside, shared.contact].entries()) {
    // The second of them answers without script.
    const javaScript = place !== 1
    const page = await signedIn(person, { javaScript })
    const see = javaScript ? look : lookWithoutScript
    const first = await firstTask(page).innerText()
    expect(first).toContain('Alert: Example Heart Score 2.3')
    expect(first).toContain('Example Riverside')
    await see(page, `6-alert-on-home-${place + 1}`)
    await firstTask(page).getByRole('link').click()
    await see(page, `6-alert-to-answer-${place + 1}`)
    const shown = await words(page)
    expect(shown).toContain('Not a National Patient Safety Alert')
    for (const secret of [REPORT, 'Sam Staff', 'the ward relied on it']) {
      expect(shown).not.toContain(secret)
    }
    await press(page, 'Acknowledge')
    await page.getByText('Your answer is recorded.').waitFor()
    if (place === 0) {
      await press(page, 'Action required')
      await page.getByText('Your answer is recorded.').waitFor()
    }
    if (place === 1) {
      await page.getByLabel('Reason, or what you do').fill('The score is not used to decide here.')
      await press(page, 'Action not required')
      await page.getByText('Your answer is recorded.').waitFor()
    }
    await see(page, `6-answered-${place + 1}`)
  }
}, 300_000)

test('the system AI lead sees who has not answered; letters went where mail is on', async () => {
  const page = await signedIn(lead)
  await follow(page, 'Alerts')
  await look(page, '6-alerts-of-the-system')
  await follow(page, /Alert: Example Heart Score/)
  await look(page, '6-who-has-not')
  const rows = await page.getByRole('table').getByRole('row').allInnerTexts()
  const rowOf = (name: string) => rows.find((row) => row.includes(name)) ?? ''
  expect(rowOf('Example Hillside')).toContain('Action required')
  expect(rowOf('Example Lakeside')).toContain('Action not required')
  expect(rowOf('Example Moorside')).toContain('Told, not acknowledged')
  expect(rows.join()).not.toContain('Far Away')

  const alerts = journey.app.letters.filter(({ subject }) =>
    subject.includes('Example Heart Score'),
  )
  const to = new Set(alerts.map((letter) => letter.to))
  for (const { email } of [...others, shared.contact]) expect(to).toContain(email)
  for (const { text } of alerts) expect(text).not.toContain(REPORT)

  const later = new Date(journey.app.clock.now().getTime() + 5 * 86_400_000)
  await journey.moveClock(later)
  await page.goto('/')
  await look(page, '6-lead-home-when-late')
  expect(await firstTask(page).innerText()).toContain('have not answered it in time')
}, 300_000)
