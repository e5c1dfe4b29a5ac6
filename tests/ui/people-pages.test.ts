import { serve, type ServerType } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromBase32, totp } from '../support/authenticator.js'
import { expectNoAxeFaults } from '../support/axe.js'
import { expectFitsPhone, screenshot, withBrowser } from '../support/browser.js'
import { GOOD_PASSWORD } from '../support/sign-in.js'
import { testApp, type TestApp } from '../support/test-app.js'

const browser = withBrowser()
let app: TestApp
let server: ServerType
let baseURL: string

beforeAll(async () => {
  const port = await new Promise<number>((resolve) => {
    server = serve(
      { fetch: (request) => app.fetch(request, '127.0.0.1'), port: 0, hostname: '127.0.0.1' },
      (address) => resolve(address.port),
    )
  })
  baseURL = `http://127.0.0.1:${port}`
  app = await testApp({ signIn: 'real', environment: { BASE_URL: baseURL } })
  await app.world.organisation('Example Riverside Trust')
  await app.world.organisation('Example Board', 'icb')
})
afterAll(async () => {
  server.close()
  if ('closeAllConnections' in server) server.closeAllConnections()
  await app.close()
})

const WIDTH = 1200

const PICTURES = ['first-organisation', 'people', 'person', 'second-factor', 'invited', 'keys']

/** Looks at the page as it stands: no fault of axe, fits a phone; some leave a picture. */
const look = async (page: Page, name: string): Promise<void> => {
  await expectNoAxeFaults(page)
  if (PICTURES.includes(name)) await screenshot(page, `people-${name}`)
  await expectFitsPhone(page)
  await page.setViewportSize({ width: WIDTH, height: 900 })
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value)
  }
}

describe('the pages of sign-in and administration, in a browser', () => {
  test('from the first link to an invited colleague with a second factor', async () => {
    const admin = await browser.newPage({ baseURL })
    await admin.goto((await app.signIn.makeFirstLink({ by: 'test' })).url)
    await look(admin, 'first-account')
    await fill(admin, {
      'Full name': 'Asha Admin',
      'E-mail address': 'asha@example.org',
      Password: 'short',
    })
    await press(admin, 'Create the account')
    await look(admin, 'first-account-refused')
    await fill(admin, { Password: GOOD_PASSWORD })
    await press(admin, 'Create the account')
    await fill(admin, { 'Name or ODS code': 'riverside' })
    await press(admin, 'Search')
    await look(admin, 'first-organisation')
    await admin.getByRole('radio').check()
    await press(admin, 'This is my organisation')

    await admin.goto('/administration')
    await look(admin, 'administration')
    await admin.goto('/administration/invitations/new')
    await fill(admin, { 'Full name': 'Osei Owner', 'E-mail address': 'osei@example.org' })
    await admin.getByLabel('Deployment owner').check()
    await look(admin, 'invite')
    await press(admin, 'Invite')
    await look(admin, 'invited')
    const invitation = await admin.getByLabel('Link to accept the invitation').inputValue()
    await admin.goto('/administration/invitations')
    await look(admin, 'invitations')

    const osei = await browser.newPage({ baseURL })
    await osei.goto(invitation)
    await look(osei, 'invitation')
    await fill(osei, { Password: GOOD_PASSWORD })
    await press(osei, 'Create my account and accept')
    await osei.goto('/account')
    await look(osei, 'account')
    await osei.goto('/account/second-factor')
    await fill(osei, { 'Your password': GOOD_PASSWORD })
    await press(osei, 'Set up an app')
    await look(osei, 'second-factor')
    const secret = fromBase32(await osei.locator('ol code').innerText())
    await fill(osei, { 'Code from the app': totp(secret, Date.now() / 1000 - 30) })
    await press(osei, 'Switch it on')
    await look(osei, 'recovery-codes')
    await press(osei, 'I have kept them')
    await press(osei, 'Sign out everywhere')
    await look(osei, 'sign-in')
    await fill(osei, { 'E-mail address': 'osei@example.org', Password: GOOD_PASSWORD })
    await press(osei, 'Sign in')
    await look(osei, 'code')
    await fill(osei, { Code: totp(secret, Date.now() / 1000) })
    await press(osei, 'Continue')
    await osei.goto('/account/organisation')
    await look(osei, 'organisation')

    await admin.goto('/administration/people')
    await look(admin, 'people')
    await admin.getByRole('link', { name: 'Osei Owner' }).click()
    await look(admin, 'person')
    await admin.getByRole('link', { name: 'Osei Owner is leaving' }).click()
    await look(admin, 'leave')
    await admin.goto('/administration/first-administrators?q=board')
    await look(admin, 'first-administrators')
    await admin.goto('/administration/api-keys/new')
    await look(admin, 'new-key')
    await fill(admin, { 'What is it for?': 'Nightly export' })
    await admin.getByLabel('Role it acts in').selectOption('analyst')
    await admin.getByLabel('How long does it work?').selectOption({ index: 1 })
    await admin.getByLabel('Read products').check()
    await press(admin, 'Make the key')
    await look(admin, 'key')
    await admin.goto('/administration/api-keys')
    await look(admin, 'keys')
    for (const path of ['/forgot-password', '/new-password/none', '/invitation/none']) {
      await admin.goto(path)
      await look(admin, path.split('/')[1] ?? '')
    }
    expect(await app.sql('select from api_keys')).toHaveLength(1)
  }, 240_000)
})
