import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerDeployment } from '#modules/deployments/index.js'
import { showAnswer, signAnswer } from '#modules/evidence/index.js'
import { saveAnswers, startForm } from '#modules/forms/index.js'
import { registerProduct } from '#modules/products/index.js'
import { withBrowser } from '../support/browser.js'
import {
  fill,
  follow,
  look,
  lookWithoutScript,
  press,
  startJourney,
  type Journey,
} from '../support/journey.js'

const browser = withBrowser()
let journey: Journey

beforeAll(async () => {
  journey = await startJourney()
}, 300_000)
afterAll(() => journey.close())

test('a form from the evidence and back to it, at 1200 and 320 pixels', async () => {
  const [, trust] = await journey.system('Example Board', 'Example North')
  if (!trust) throw new Error('no trust')
  const owner = await journey.person(trust, 'Olu Owner', 'deployment-owner')
  const officer = await journey.person(trust, 'Sana Safety', 'clinical-safety-officer')
  const supplier = await journey.supplier('Example Health Software')
  const contact = await journey.person(supplier, 'Ines Supplier', 'supplier-contact')
  const product = await journey.app.registry.run(registerProduct, contact, {
    name: 'Example Letter Writer',
    version: { name: '2.3' },
  })
  const { id: deploymentId } = await journey.app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId,
    useCase: { title: 'Clinic letters' },
    facts: { clinical: true, realCare: true },
  })
  const page = await browser.newPage({ baseURL: journey.baseUrl })
  await journey.signIn(page, owner)
  await page.goto(`/register/deployments/${deploymentId}/evidence/R31`)
  await look(page, 'form-link-from-evidence')
  await follow(page, 'Answer question by question')
  await look(page, 'form-start')
  await press(page, 'Start the form')
  await look(page, 'form-sections')
  const formId = /frm_\w+/.exec(page.url())?.[0] ?? ''

  await follow(page, 'Answer Checking')
  await page.getByLabel('Who checks what it produces?').fill('The clinician who signs the letter')
  await page.getByLabel('How many minutes is one check given?').fill('a few')
  await page.getByLabel('A sample', { exact: true }).check()
  await press(page, 'Save and continue')
  expect(await page.locator('.nhsuk-error-summary').innerText()).toContain('Enter a number.')
  expect(await page.getByLabel('Who checks what it produces?').inputValue()).toContain('signs')
  await look(page, 'form-section-refused')
  await page.getByLabel('How many minutes is one check given?').fill('3')
  await press(page, 'Save and continue')
  await page.getByLabel('How large is the sample, and who draws it?').fill('Ten a month, the lead')
  await page
    .getByLabel('Why is it enough not to check')
    .fill('Each letter is read when it is sent.')

  const theirs = { revision: 1, value: 'The ward sister' }
  await journey.app.registry.run(saveAnswers, officer, { id: formId, answers: { '1.1': theirs } })
  await page.getByLabel('Who checks what it produces?').fill('The registrar')
  await page.getByLabel('What keeps people from agreeing').fill('One in twenty is read unaided.')
  await press(page, 'Save and continue')
  const refused = await page.locator('.nhsuk-error-summary').innerText()
  expect(refused).toContain('Sana Safety answered 1.1 while you did')
  expect(refused).toContain('Now stored: The ward sister')
  expect(await page.getByLabel('Who checks what it produces?').inputValue()).toBe('The registrar')
  await look(page, 'form-section-conflict')
  await press(page, 'Save and continue')
  await look(page, 'form-next-section')
  for (const label of [
    'How does somebody override it?',
    'What happens with what was overridden?',
    'Who may switch it off, and how?',
    'What do people do while it is off?',
  ])
    await page.getByLabel(label).fill('As it says in the guide on the ward.')
  await press(page, 'Save and continue')
  await look(page, 'form-check')
  await page.goto(`/forms/${formId}/print`)
  await look(page, 'form-print')
  await page.emulateMedia({ media: 'print' })
  for (const name of ['Back to the sections', 'Emergency stop'])
    expect(await page.getByText(name, { exact: true }).isVisible()).toBe(false)
  await page.emulateMedia({ media: null })
  await page.goto(`/forms/${formId}/check`)
  await press(page, 'Finish the form')
  expect(page.url()).toMatch(/evidence\/R31$/)
  const evidence = await page.locator('main').innerText()
  expect(evidence).toContain('Human oversight rule, edition 1')
  expect(evidence).toContain('Finished: 10 of 10 questions answered')
  const asked = { deploymentId, requirementId: 'R31' }
  const { draft } = await journey.app.registry.read(showAnswer, officer, asked)
  await journey.app.registry.run(signAnswer, officer, { ...asked, revision: draft?.revision })
  await journey.app.sql(`update signed_answers set review_since = 'version 2.4'`)
  await page.goto(`/forms/${formId}`)
  expect(await page.locator('main').innerText()).toContain('under review, since version 2.4')
  await look(page, 'form-in-review')

  const dtac = await journey.app.registry.run(startForm, contact, {
    form: 'dtac-2',
    scope: 'product_version',
    subjectId: product.versionId ?? '',
  })
  const other = await browser.newPage({ baseURL: journey.baseUrl })
  await journey.signIn(other, contact)
  await other.goto(`/forms/${dtac.id}`)
  await look(other, 'form-dtac-sections')
  await other.goto(`/forms/${dtac.id}/sections/c1`)
  await look(other, 'form-dtac-c1')
  await other.goto(`/forms/${dtac.id}/sections/c3`)
  await other.getByLabel('Provided', { exact: true }).first().check()
  await press(other, 'Save and return to the sections')
  await other.goto(`/forms/${dtac.id}/questions/C3.1/attachments/new`)
  await look(other, 'form-attach')
  await fill(other, { Title: 'Certificate' })
  await other.getByLabel('Or the address where it is kept').fill('https://example.org/certificate')
  await press(other, 'Attach')
  await look(other, 'form-dtac-c3')
  await other.getByRole('link', { name: /^Take off/ }).click()
  await look(other, 'form-take-off')
})

test('a form is filled and finished with scripts off, and stands in the list of forms', async () => {
  const trust = await journey.world.organisation('Example Quiet Trust')
  const owner = await journey.person(trust, 'Nia Noscript', 'deployment-owner')
  const product = await journey.app.registry.run(registerProduct, owner, {
    name: 'Example Rota Planner',
    supplierName: 'Example Rota Company',
    version: { name: '1.0' },
  })
  await journey.app.registry.run(registerDeployment, owner, {
    productId: product.id,
    versionId: product.versionId,
    useCase: { title: 'Ward rotas' },
    facts: { clinical: true, realCare: true },
  })
  const page = await browser.newPage({ baseURL: journey.baseUrl, javaScript: false })
  await journey.signIn(page, owner)
  await page.goto('/forms?state=not-started')
  await lookWithoutScript(page, 'forms-not-started')
  await fill(page, { Search: 'oversight' })
  await press(page, 'Search')
  await follow(page, /^Human oversight rule/)
  await press(page, 'Start the form')
  await follow(page, 'Answer Checking')
  await page.getByLabel('Who checks what it produces?').fill('The ward manager')
  await page.getByLabel('Every output before it is used', { exact: true }).check()
  await page.getByLabel('How many minutes is one check given?').fill('many')
  await page.getByLabel('What keeps people from agreeing').fill('Two rotas are made by hand.')
  await press(page, 'Save and continue')
  expect(await page.locator('.nhsuk-error-summary').innerText()).toContain('Enter a number.')
  expect(await page.getByLabel('Who checks what it produces?').inputValue()).toBe(
    'The ward manager',
  )
  await lookWithoutScript(page, 'form-without-script')
  await page.getByLabel('How many minutes is one check given?').fill('10')
  await press(page, 'Save and continue')
  for (const label of [
    'How does somebody override it?',
    'What happens with what was overridden?',
    'Who may switch it off, and how?',
    'What do people do while it is off?',
  ])
    await page.getByLabel(label).fill('As it says on the ward.')
  await press(page, 'Save and continue')
  await press(page, 'Finish the form')
  expect(page.url()).toMatch(/evidence\/R31$/)
  expect(await page.locator('main').innerText()).toContain('Human oversight rule, edition 1')
  await page.goto('/forms?state=finished')
  await lookWithoutScript(page, 'forms-finished')
  expect(await page.locator('main').innerText()).toContain('Example Rota Planner: Ward rotas')

  const scripted = await browser.newPage({ baseURL: journey.baseUrl })
  await journey.signIn(scripted, owner)
  await scripted.goto('/forms?state=not-started')
  await look(scripted, 'forms-list')
  await scripted.goto(`/register/organisations/${trust.id}/evidence`)
  await look(scripted, 'organisation-evidence')
})
