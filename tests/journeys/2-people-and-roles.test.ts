import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { earlierCode, fromBase32, totp } from '../support/authenticator.js'
import { withBrowser } from '../support/browser.js'
import { fill, follow, look, press, startJourney, type Journey } from '../support/journey.js'
import { GOOD_PASSWORD } from '../support/sign-in.js'

const TRUSTS = ['Example Riverside', 'Example Hillside', 'Example Lakeside', 'Example Moorland']

const browser = withBrowser()
let journey: Journey

beforeAll(async () => {
  journey = await startJourney()
  await journey.system('Example Integrated Care Board', ...TRUSTS)
  await journey.supplier('Example Health Software')
})
afterAll(() => journey.close())

const newPage = (options = {}): Promise<Page> =>
  browser.newPage({ baseURL: journey.baseUrl, ...options })

const emailOf = (name: string): string => `${name.toLowerCase().replace(' ', '.')}@example.org`

/** The operator invites the first administrator of an organisation; answers the link. */
const inviteFirst = async (operator: Page, organisation: string, name: string) => {
  await operator.goto('/administration/first-administrators')
  await fill(operator, { 'Name or ODS code of the organisation': organisation })
  await press(operator, 'Search')
  await operator.getByLabel(organisation).check()
  await fill(operator, { 'Full name': name, 'E-mail address': emailOf(name) })
  await press(operator, 'Invite as administrator')
  return operator.getByLabel('Link to accept the invitation').inputValue()
}

/** An administrator invites a colleague, who accepts by the link in a browser of their own. */
const invite = async (admin: Page, name: string, ...roles: string[]): Promise<string> => {
  await admin.goto('/administration/invitations/new')
  await fill(admin, { 'Full name': name, 'E-mail address': emailOf(name) })
  for (const role of roles) await admin.getByLabel(role, { exact: true }).check()
  await press(admin, 'Invite')
  return admin.getByLabel('Link to accept the invitation').inputValue()
}

const join = async (page: Page, link: string): Promise<void> => {
  await page.goto(link)
  await fill(page, { Password: GOOD_PASSWORD })
  await press(page, 'Create my account and accept')
  await page.waitForURL(`${journey.baseUrl}/`)
}

const who = (page: Page) => page.getByRole('banner').innerText()

test('invitations to a system, its four trusts and a supplier are accepted by link, each with a role', async () => {
  const operator = await newPage()
  await operator.goto((await journey.app.signIn.makeFirstLink({ by: 'test' })).url)
  await fill(operator, {
    'Full name': 'Asha Admin',
    'E-mail address': emailOf('Asha Admin'),
    Password: GOOD_PASSWORD,
  })
  await press(operator, 'Create the account')
  await fill(operator, { 'Name or ODS code': 'Integrated Care Board' })
  await press(operator, 'Search')
  await operator.getByLabel('Example Integrated Care Board').check()
  await press(operator, 'This is my organisation')
  await look(operator, '2-operator-home')

  const lead = await newPage()
  await join(lead, await invite(operator, 'Lena Lead', 'System AI lead'))
  expect(await who(lead)).toContain('Example Integrated Care Board · System AI lead')
  await look(lead, '2-system-ai-lead-home')

  for (const [place, trust] of TRUSTS.slice(1).entries()) {
    const admin = await newPage({ javaScript: place !== 0 })
    await join(admin, await inviteFirst(operator, trust, `Admin ${'BCD'[place]}`))
    const owner = await newPage()
    await join(owner, await invite(admin, `Owner ${'BCD'[place]}`, 'Deployment owner'))
    expect(await who(owner)).toContain(`${trust} · Deployment owner`)
    await Promise.all([admin.context().close(), owner.context().close()])
  }
  const supplierAdmin = await newPage()
  const link = await inviteFirst(operator, 'Example Health Software', 'Ines Supplier')
  await look(operator, '2-invited')
  await join(supplierAdmin, link)
  const contact = await newPage()
  await join(contact, await invite(supplierAdmin, 'Colin Contact', 'Supplier contact'))
  await look(contact, '2-supplier-contact-home')
  expect(
    await contact.getByRole('link', { name: 'Register a product or a new version' }).count(),
  ).toBe(1)

  const admin = await newPage()
  await join(admin, await inviteFirst(operator, 'Example Riverside', 'Admin A'))
  for (const [name, role] of [
    ['Owner A', 'Deployment owner'],
    ['Safety A', 'Clinical safety officer'],
    ['Sponsor A', 'Executive sponsor'],
    ['Staff A', 'Member of staff'],
  ] as const) {
    const page = await newPage()
    const invitation = await invite(admin, name, role)
    if (role === 'Deployment owner') {
      await page.goto(invitation)
      await look(page, '2-invitation')
    }
    await join(page, invitation)
    expect(await who(page)).toContain(`Example Riverside · ${role}`)
    await look(page, `2-${name.split(' ')[0]?.toLowerCase()}-home`)
    const used = await page.goto(invitation)
    expect(used?.status()).toBe(410)
  }
  await admin.goto('/administration/people')
  await look(admin, '2-people')
  const people = await admin.getByRole('main').innerText()
  for (const name of ['Owner A', 'Safety A', 'Sponsor A', 'Staff A']) expect(people).toContain(name)
  expect(people).not.toContain('Owner B')
}, 300_000)

test('a person of two organisations sees which one they act for, and switches', async () => {
  const page = await newPage()
  await journey.signInByPage(page, { email: emailOf('Owner A') })
  expect(await page.getByRole('link', { name: /switch/i }).count()).toBe(0)
  const admin = await newPage()
  await journey.signInByPage(admin, { email: emailOf('Admin B') })
  await page.goto(await invite(admin, 'Owner A', 'Auditor'))
  await press(page, 'Accept')
  await page.waitForURL(`${journey.baseUrl}/`)
  expect(await who(page)).toContain('Example Hillside · Auditor')
  await look(page, '2-two-organisations')
  await follow(page, /switch/i)
  await look(page, '2-switch')
  await page.getByLabel('Example Riverside').check()
  await press(page, 'Act for this organisation')
  expect(await who(page)).toContain('Example Riverside · Deployment owner')
}, 180_000)

test('a second factor is asked for once it is on, and signing out everywhere ends every session', async () => {
  const [desk, phone] = [await newPage(), await newPage({ width: 390 })]
  const email = emailOf('Safety A')
  for (const page of [desk, phone]) await journey.signInByPage(page, { email })
  await desk.goto('/account')
  await look(desk, '2-account')
  await desk.goto('/account/second-factor')
  await fill(desk, { 'Your password': GOOD_PASSWORD })
  await press(desk, 'Set up an app')
  await look(desk, '2-second-factor')
  const secret = fromBase32(await desk.locator('ol code').innerText())
  await fill(desk, { 'Code from the app': await earlierCode(secret) })
  await press(desk, 'Switch it on')
  await look(desk, '2-recovery-codes')
  await press(desk, 'I have kept them')
  await desk.goto('/account')
  await press(desk, 'Sign out everywhere')
  await phone.goto('/')
  expect(new URL(phone.url()).pathname).toBe('/sign-in')

  await fill(phone, { 'E-mail address': email, Password: GOOD_PASSWORD })
  await press(phone, 'Sign in')
  await look(phone, '2-code')
  await fill(phone, { Code: '000000' })
  await press(phone, 'Continue')
  await look(phone, '2-code-wrong')
  await fill(phone, { Code: totp(secret, Date.now() / 1000) })
  await press(phone, 'Continue')
  await phone.waitForURL(`${journey.baseUrl}/`)
  expect(await who(phone)).toContain('Safety A')
}, 180_000)
