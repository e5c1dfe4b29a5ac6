import type { Page } from 'playwright-core'
import { addDays, londonDate } from '#kernel/time.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { moveStage, registerDeployment } from '#modules/deployments/index.js'
import { registerProduct } from '#modules/products/index.js'
import { withBrowser } from '../support/browser.js'
import {
  choose,
  fill,
  fillDate,
  follow,
  look,
  press,
  startJourney,
  type Journey,
  type Traveller,
} from '../support/journey.js'

const browser = withBrowser()
let journey: Journey
let leader: Traveller
let governance: Traveller
let partner: Traveller
let lead: Traveller
let letters: string
let device: string

beforeAll(async () => {
  journey = await startJourney()
  const [board, north, south] = await journey.system(
    'Example Board',
    'Example North',
    'Example South',
  )
  if (!board || !north || !south) throw new Error('no system')
  const software = await journey.supplier('Example Letters')
  leader = await journey.person(north, 'Ada Administrator', 'administrator')
  governance = await journey.person(north, 'Ines Governance', 'information-governance-lead')
  partner = await journey.person(software, 'Pat Partner', 'administrator', 'supplier-contact')
  lead = await journey.person(board, 'Lee Lead', 'system-ai-lead')
  const owner = await journey.person(north, 'Olu Owner', 'deployment-owner')
  const other = await journey.person(south, 'Sam South', 'deployment-owner')
  const { app } = journey
  const product = await app.registry.run(registerProduct, partner, {
    name: 'Letter sorter',
    version: { name: '1.0' },
  })
  const now = app.clock.now()
  const register = async (by: Traveller, title: string, facts: object, more: object = {}) =>
    (
      await app.registry.run(registerDeployment, by, {
        productId: product.id,
        useCase: { title },
        facts,
        ...more,
      })
    ).id
  // Noon, whose day in London is the same before and after the clocks change
  app.clock.set(new Date(`${addDays(londonDate(now), -40)}T12:00:00Z`))
  letters = await register(owner, 'Clinic letters', { clinical: false })
  const elsewhere = await register(other, 'Clinic letters', { clinical: false })
  app.clock.set(now)
  device = await register(owner, 'Triage of letters', { clinical: true, medicalDevice: true })
  await register(other, 'Appointment letters', {}, { versionId: product.versionId })
  await app.registry.run(moveStage, other, { deploymentId: elsewhere, to: 'pilot', gate: 'passed' })
}, 300_000)
afterAll(() => journey.close())

const main = (page: Page): Promise<string> => page.locator('main').innerText()

const signedIn = async (person: Traveller): Promise<Page> => {
  const page = await browser.newPage({ baseURL: journey.baseUrl })
  await journey.signIn(page, person)
  return page
}

test('a collaboration under the charter refuses each of the four breaches, and shuts a gate on one', async () => {
  const page = await signedIn(leader)
  await page.goto('/register/collaborations')
  await look(page, 'collaborations-empty')
  await follow(page, 'Set up a collaboration')
  await fill(page, { Name: 'Letters together', 'What is it for?': 'Find where letters wait.' })
  await fillDate(page, 'When does it begin?', '2026-11-02')
  await fillDate(page, 'When is it reviewed next?', '2020-01-01')
  await page.getByLabel('It is under the charter').check()
  await press(page, 'Set it up')
  expect(await main(page)).toContain('Enter a day after today')
  await look(page, 'collaboration-new')
  const nextYear = journey.app.clock.now().getFullYear() + 1
  await fillDate(page, 'When is it reviewed next?', `${nextYear}-05-01`)
  await press(page, 'Set it up')
  const at = new URL(page.url()).pathname
  await follow(page, 'Ask another party')
  await fill(page, { 'Name or ODS code': 'Example Letters' })
  await press(page, 'Find')
  await choose(page, 'Which organisation?', 'Example Letters')
  await look(page, 'collaboration-ask')
  await press(page, 'Ask it')
  await page.goto('/')
  await follow(page, /Read and sign/)
  await look(page, 'collaboration-sign')
  await press(page, 'Sign it')

  const theirs = await signedIn(partner)
  await look(theirs, 'collaboration-home-asked')
  await follow(theirs, /Agree or decline/)
  await look(theirs, 'collaboration-consent')
  await choose(theirs, 'Does your organisation become a party?', 'Yes, we agree')
  await press(theirs, 'Answer for our organisation')

  const governs = await signedIn(governance)
  await governs.goto(`${at}/add`)
  await look(governs, 'collaboration-add')
  await governs.goto(`${at}/enter?deployment=${device}`)
  await choose(governs, 'C1: could the use affect the care of a patient?', 'No, it is non-clinical')
  const controller = governs.getByLabel('C2: which NHS body is the controller?')
  await controller.selectOption({ label: 'Example Letters (not an NHS body)' })
  await choose(
    governs,
    'C3: which data does the trial use?',
    'Information about identifiable people',
  )
  await choose(governs, 'C4: does its intended purpose make it a medical device?', 'Yes')
  await fill(governs, { 'What is its intended purpose?': 'It puts letters in order of urgency.' })
  await press(governs, 'Add it')
  const summary = await governs.locator('.nhsuk-error-summary').innerText()
  for (const says of [
    'C1, Mainly non-clinical: It was called non-clinical, and the register says',
    'C2, The controller is an NHS body: Example Letters is not an NHS body',
    'C3, No identifiable data in trials: Information about identifiable people',
    'C4, No new medical device: The register says that it is a medical device',
  ])
    expect(summary).toContain(says)
  expect(await governs.getByLabel('What is its intended purpose?').inputValue()).toContain(
    'urgency',
  )
  await look(governs, 'collaboration-entry-refused')

  await governs.goto(`${at}/enter?deployment=${letters}`)
  await choose(governs, 'C1: could the use affect the care of a patient?', 'No, it is non-clinical')
  await controller.selectOption({ label: 'Example North' })
  await choose(governs, 'C3: which data does the trial use?', 'Synthetic data')
  await choose(
    governs,
    'C4: does its intended purpose make it a medical device?',
    'No, for the reason below',
  )
  await fill(governs, { 'What is its intended purpose?': 'It sorts letters by clinic.' })
  await press(governs, 'Add it')
  expect(await main(governs)).toContain('All four tests pass')
  await look(governs, 'collaboration-entry')
  await follow(governs, /^Answer again.*No identifiable data/)
  await choose(
    governs,
    'C3: which data does the trial use?',
    'Information about identifiable people',
  )
  await look(governs, 'collaboration-answer')
  await press(governs, 'Answer in my name')
  expect(await main(governs)).toContain('C3 does not pass')
  await look(governs, 'collaboration-entry-breach')
  await governs.goto(`/register/deployments/${letters}/gates/pilot`)
  expect(await main(governs)).toContain('C3 fails: Information about identifiable people')
  await look(governs, 'collaboration-gate')

  await theirs.goto(at)
  expect(await main(theirs)).toMatch(/1 charter test fails[\s\S]*0 of 1 uses are clinical/)
  await look(theirs, 'collaboration')
  for (const rest of ['leave', 'sign']) {
    await theirs.goto(`${at}/${rest}`)
    await look(theirs, `collaboration-${rest}`)
  }
  await page.goto(at)
  await follow(page, /^Remove.*Example Letters/)
  await look(page, 'collaboration-take-out-party')
  for (const rest of ['edit', 'end']) {
    await page.goto(`${at}/${rest}`)
    await look(page, `collaboration-${rest}`)
  }
  await page.goto('/register/collaborations')
  await look(page, 'collaborations')
}, 300_000)

test('how long stages take, and what waits on whom, is read by the system AI lead', async () => {
  const page = await signedIn(lead)
  await page.goto('/overviews')
  await follow(page, /^Time in each stage/)
  const words = await main(page)
  expect(words).toContain('Nothing that began here has reached business as usual yet')
  expect(words).toMatch(/Assess\s+40 days\s+1/)
  expect(words).toContain('The version has not been chosen yet.')
  await look(page, 'times')
}, 300_000)
