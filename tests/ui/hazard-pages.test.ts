import { afterAll, beforeAll, expect, test } from 'vitest'
import { addHazard } from '#modules/hazards/index.js'
import { withBrowser } from '../support/browser.js'
import {
  choose,
  fill,
  follow,
  look,
  press,
  startJourney,
  type Journey,
} from '../support/journey.js'
import { shareProduct, type SharedProduct } from '../support/sites.js'

const browser = withBrowser()
let journey: Journey
let shared: SharedProduct

beforeAll(async () => {
  journey = await startJourney()
  shared = await shareProduct(journey, 'Example North', 'Example South')
}, 300_000)
afterAll(() => journey.close())

const FILE = [
  'ID,Name,Causes,Initial likelihood,Initial severity,Initial risk,Residual likelihood,Residual severity,Residual risk,Training',
  'A1,Alerts are not read,Too many of them,High,Considerable,3,Low,Considerable,2,Show what an alert means',
  'A2,The score arrives late,The network is slow,Medium,Significant,2,Low,Significant,4,',
].join('\n')

test('a hazard from its name to its acceptance, and every page of the tab at 1200 and 320 pixels', async () => {
  const [site] = shared.sites
  if (!site) throw new Error('no site')
  const officer = await journey.person(site.trust, 'Sana Safety', 'clinical-safety-officer')
  const page = await browser.newPage({ baseURL: journey.baseUrl })
  await journey.signIn(page, officer)
  const at = `/register/deployments/${site.deploymentId}/hazards`
  await page.goto(at)
  await look(page, 'hazards-empty')

  await follow(page, 'Add a hazard')
  await look(page, 'hazards-add')
  await follow(page, 'A finding is missed')
  await fill(page, { 'Name of the hazard': 'A small bleed is missed' })
  await press(page, 'Add this hazard')
  await look(page, 'hazard-new')

  await follow(page, 'Score it')
  const before = page.getByRole('group', { name: 'Before the new controls' })
  const after = page.getByRole('group', { name: 'After the new controls' })
  for (const [side, likelihood] of [
    [before, 'Medium'],
    [after, 'Low'],
  ] as const) {
    await side
      .getByLabel('What is the worst harm that could reasonably follow?')
      .selectOption('Somebody could die')
    await side.getByLabel('One person', { exact: true }).check()
    await side.getByLabel(likelihood, { exact: true }).check()
  }
  await press(page, 'Show what it comes to')
  expect(await page.locator('.wr-card', { hasText: 'What it comes to' }).innerText()).toMatch(
    /3 before/,
  )
  await look(page, 'hazard-score')
  await page.getByLabel('Why is this risk tolerated?').fill('A second reader sees every scan.')
  await press(page, 'Save this score')
  await follow(page, 'Change the controls')
  await page.getByLabel('What is done?').fill('A second reader')
  await look(page, 'hazard-controls')
  await press(page, 'Save the controls')
  await follow(page, 'Accept this risk')
  await look(page, 'hazard-accept')
  await page.getByLabel('Why do you accept it?').fill('It is rare, and a person reads every scan.')
  await press(page, 'Accept this risk')
  expect(await page.locator('main').innerText()).toContain(
    'not yet accepted by the executive sponsor',
  )
  await look(page, 'hazard-accepted-once')
  for (const rest of ['edit', 'state']) {
    await page.goto(page.url().replace(/(hazards\/haz_\w+).*/, `$1/${rest}`))
    await look(page, `hazard-${rest}`)
  }

  await page.goto(`${at}/import`)
  await page.setInputFiles('input[type=file]', {
    name: 'log.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(FILE),
  })
  await press(page, 'Show what it would do')
  expect(await page.locator('main').innerText()).toContain('3 of 4 ratings agree')
  await look(page, 'hazards-import')
  await press(page, 'Bring in 2 hazards')
  await look(page, 'hazards-list')

  await page.goto(`${at}/review`)
  await choose(page, 'These stand as they are', 'H-2: Alerts are not read')
  await look(page, 'hazards-review')
  await page.getByLabel('What did the review come to?').fill('Looked at each.')
  await press(page, 'Sign the review')
  for (const rest of ['start', 'take-away', 'safety-case', 'safety-case/write']) {
    await page.goto(`${at}/${rest}`)
    await look(page, `hazards-${rest.replace('/', '-')}`)
  }
  for (const path of ['/hazard-criteria', '/hazard-criteria/change', '/']) {
    await page.goto(path)
    await look(page, `hazards-${path.replaceAll('/', '') || 'home'}`)
  }
}, 300_000)

test('a supplier keeps a log for each version; others are told where it arrives', async () => {
  const { contact, product } = shared
  await journey.app.registry.run(addHazard, contact, {
    log: { versionId: product.versionId },
    name: 'A finding is missed',
  })
  const page = await browser.newPage({ baseURL: journey.baseUrl, javaScript: false })
  await journey.signIn(page, contact)
  await page.goto(`/register/products/${product.id}/hazards`)
  await follow(page, '2.3')
  expect(await page.locator('main').innerText()).toContain('1 hazard after controls: 1 not scored')
}, 300_000)
