import { afterAll, beforeAll, expect, test } from 'vitest'
import { bytesOf, cardText } from '../../src/modules/model-cards/testing/card-text.js'
import { withBrowser } from '../support/browser.js'
import { look, press, startJourney, type Journey } from '../support/journey.js'
import { shareProduct, type SharedProduct } from '../support/sites.js'

const browser = withBrowser()
let journey: Journey
let shared: SharedProduct

beforeAll(async () => {
  journey = await startJourney()
  shared = await shareProduct(journey, 'Example North', 'Example South')
}, 300_000)
afterAll(() => journey.close())

const file = (text: string) => ({
  name: 'heart-score.xml',
  mimeType: 'application/xml',
  buffer: Buffer.from(bytesOf(text)),
})

test('a supplier imports a model card, looks at what differs, and imports the next', async () => {
  const { product, contact } = shared
  const page = await browser.newPage({ baseURL: journey.baseUrl })
  await journey.signIn(page, contact)
  const at = `/register/products/${product.id}/card`
  await page.goto(at)
  await look(page, 'card-none')
  await page.getByRole('link', { name: 'Import a model card' }).click()
  await page
    .getByLabel('The card')
    .setInputFiles(file(cardText('0.2').replace('Bibliography', 'Bibliografy')))
  await press(page, 'Show what it states')
  await look(page, 'card-refused')
  await page.getByRole('link', { name: 'Choose another file' }).click()
  await look(page, 'card-import')
  await page.getByLabel('The card').setInputFiles(file(cardText('0.2')))
  await press(page, 'Show what it states')
  await look(page, 'card-first-preview')
  await press(page, 'Import it')
  await look(page, 'card-shown')
  await page.goto(`${at}/${product.versionId}/import`)
  await page
    .getByLabel('The card')
    .setInputFiles(file(cardText('0.2', { Summary: 'Scores chest pain within a minute.' })))
  await press(page, 'Show what it states')
  await look(page, 'card-differs')
  expect(await page.locator('main').innerText()).toContain('about “Example Chest Reader 2.3”')
  await press(page, 'Import it in place of the card there is')
  expect(await page.locator('main').innerText()).toContain('“Scores chest pain within a minute.”')
  await page.close()
})

test('papers and exports of a deployment and of an organisation, as pages to print', async () => {
  const [site] = shared.sites
  if (!site) throw new Error('no site')
  const page = await browser.newPage({ baseURL: journey.baseUrl })
  await journey.signIn(page, site.owner)
  await page.goto(`/register/deployments/${site.deploymentId}/take-out`)
  await look(page, 'take-out')
  await page.getByLabel('Transparency record (ATRS), as a page to print').check()
  await page.getByLabel('What do you need it for?').fill('To publish it')
  await press(page, 'Make it')
  await look(page, 'take-out-atrs')
  expect(await page.locator('main').innerText()).toContain('1.1 Organisation or department')
  expect(await page.locator('body').innerText()).toContain('Emergency stop')
  await page.emulateMedia({ media: 'print' })
  const printed = await page.locator('body').innerText()
  expect(printed).toContain('1.1 Organisation or department')
  for (const around of ['Emergency stop', 'Business as usual', 'Deployment owner', 'Accessibility'])
    expect(printed).not.toContain(around)
  await page.emulateMedia({ media: 'screen' })
  for (const [paper, name] of [
    ['Freedom of information answers', 'foi'],
    ['Paper for the board', 'board'],
  ] as const) {
    await page.goto('/overviews/take-out')
    if (name === 'foi') await look(page, 'papers')
    await page.getByLabel(paper, { exact: true }).check()
    await page.getByLabel('A page to print').check()
    await page.getByLabel('What do you need it for?').fill('The meeting')
    await press(page, 'Make the paper')
    await look(page, `papers-${name}`)
    expect(await page.locator('main').innerText()).toContain('Example Heart Score')
  }
  await page.goto(`/register/organisations/${site.trust.id}`)
  await page.getByRole('link', { name: /Make a paper for the board/ }).waitFor()
  await page.close()
})
