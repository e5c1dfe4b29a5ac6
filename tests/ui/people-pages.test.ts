import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { earlierCode, fromBase32, totp } from '../support/authenticator.js'
import { withBrowser } from '../support/browser.js'
import { fill, look, press, startJourney, type Journey } from '../support/journey.js'
import { GOOD_PASSWORD } from '../support/sign-in.js'
import type { TestApp } from '../support/test-app.js'

const browser = withBrowser()
let journey: Journey
let app: TestApp
let baseURL: string

beforeAll(async () => {
  journey = await startJourney()
  app = journey.app
  baseURL = journey.baseUrl
  await app.world.organisation('Example Riverside Trust')
  await app.world.organisation('Example Board', 'icb')
})
afterAll(() => journey.close())

describe('the pages of sign-in and administration, in a browser', () => {
  test('from the first link to an invited colleague with a second factor', async () => {
    const admin = await browser.newPage({ baseURL })
    await admin.goto((await app.signIn.makeFirstLink({ by: 'test' })).url)
    await look(admin, 'people-first-account')
    await fill(admin, {
      'Full name': 'Asha Admin',
      'E-mail address': 'asha@example.org',
      Password: 'short',
    })
    await press(admin, 'Create the account')
    await look(admin, 'people-first-account-refused')
    await fill(admin, { Password: GOOD_PASSWORD })
    await press(admin, 'Create the account')
    await fill(admin, { 'Name or ODS code': 'riverside' })
    await press(admin, 'Search')
    await look(admin, 'people-first-organisation')
    await admin.getByRole('radio').check()
    await press(admin, 'This is my organisation')

    await admin.goto('/administration')
    await look(admin, 'people-administration')
    await admin.goto('/administration/invitations/new')
    await fill(admin, { 'Full name': 'Osei Owner', 'E-mail address': 'osei@example.org' })
    await admin.getByLabel('Deployment owner').check()
    await look(admin, 'people-invite')
    await press(admin, 'Invite')
    await look(admin, 'people-invited')
    const invitation = await admin.getByLabel('Link to accept the invitation').inputValue()
    await admin.goto('/administration/invitations')
    await look(admin, 'people-invitations')

    const osei = await browser.newPage({ baseURL })
    await osei.goto(invitation)
    await look(osei, 'people-invitation')
    await fill(osei, { Password: GOOD_PASSWORD })
    await press(osei, 'Create my account and accept')
    await osei.goto('/account')
    await look(osei, 'people-account')
    await osei.goto('/account/second-factor')
    await fill(osei, { 'Your password': GOOD_PASSWORD })
    await press(osei, 'Set up an app')
    await look(osei, 'people-second-factor')
    const secret = fromBase32(await osei.locator('ol code').innerText())
    await fill(osei, { 'Code from the app': await earlierCode(secret) })
    await press(osei, 'Switch it on')
    await look(osei, 'people-recovery-codes')
    await press(osei, 'I have kept them')
    await press(osei, 'Sign out everywhere')
    await look(osei, 'people-sign-in')
    await fill(osei, { 'E-mail address': 'osei@example.org', Password: GOOD_PASSWORD })
    const typed = osei.locator('[name=password]')
    await press(osei, 'Show password')
    expect(await typed.getAttribute('type')).toBe('text')
    expect(await osei.getByRole('status').allInnerTexts()).toContain('Your password is visible')
    await look(osei, 'people-sign-in-shown')
    await osei.evaluate(() => {
      document.addEventListener('submit', (event) => {
        sessionStorage.setItem('sent', (event.target as HTMLFormElement)['password'].type)
      })
    })
    await press(osei, 'Sign in')
    expect(await osei.evaluate(() => sessionStorage.getItem('sent'))).toBe('password')
    await look(osei, 'people-code')
    await fill(osei, { Code: totp(secret, Date.now() / 1000) })
    await press(osei, 'Continue')
    await osei.goto('/account/organisation')
    await look(osei, 'people-organisation')

    await admin.goto('/administration/people')
    await look(admin, 'people-people')
    await admin.getByRole('link', { name: 'Osei Owner' }).click()
    await look(admin, 'people-person')
    await admin.getByRole('link', { name: 'Osei Owner is leaving' }).click()
    await look(admin, 'people-leave')
    await admin.goto('/administration/first-administrators?q=board')
    await look(admin, 'people-first-administrators')
    await admin.goto('/administration/api-keys/new')
    await look(admin, 'people-new-key')
    await fill(admin, { 'What is it for?': 'Nightly export' })
    await admin.getByLabel('Role it acts in').selectOption('analyst')
    await admin.getByLabel('How long does it work?').selectOption({ index: 1 })
    await admin.getByLabel('Read products').check()
    await press(admin, 'Make the key')
    await look(admin, 'people-key')
    await admin.goto('/administration/api-keys')
    await look(admin, 'people-keys')
    for (const path of ['/forgot-password', '/new-password/none', '/invitation/none']) {
      await admin.goto(path)
      await look(admin, path.split('/')[1] ?? '')
    }
    expect(await app.sql('select from api_keys')).toHaveLength(1)
  }, 240_000)
})
