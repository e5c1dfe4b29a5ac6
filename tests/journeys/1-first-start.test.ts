import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureBuilt } from '../operations/run-program.js'
import { startServerProcess, type ServerProcess } from '../operations/server-process.js'
import { withBrowser } from '../support/browser.js'
import { fill, look, lookWithoutScript, press } from '../support/journey.js'
import { GOOD_PASSWORD } from '../support/sign-in.js'

const browser = withBrowser()
const directory = mkdtempSync(join(tmpdir(), 'wardround-first-start-'))
let server: ServerProcess | undefined

beforeAll(async () => {
  await ensureBuilt()
  server = await startServerProcess(join(directory, 'data'))
}, 400_000)
afterAll(async () => {
  await server?.stop()
  rmSync(directory, { recursive: true, force: true })
})

const theServer = (): ServerProcess => {
  if (!server) throw new Error('The server is not started.')
  return server
}

test('a newcomer starts it, follows the link once, and lands on a Home that says what needs them', async () => {
  const { url, firstToken, said } = theServer()
  expect(said()).toContain(`${url}/first-account/${firstToken}`)
  const page = await browser.newPage({ baseURL: url })

  await page.goto(`/first-account/${firstToken}`)
  await look(page, '1-first-account')
  await fill(page, {
    'Full name': 'Noor Newcomer',
    'E-mail address': 'noor@example.org',
    Password: GOOD_PASSWORD,
  })
  await press(page, 'Create the account')

  await fill(page, { 'Name or ODS code': 'Barts' })
  await press(page, 'Search')
  await look(page, '1-first-organisation')
  await page.getByLabel(/^Barts Health NHS Trust/).check()
  await press(page, 'This is my organisation')

  await expect.poll(() => page.url()).toBe(`${url}/`)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('What needs you')
  expect(await page.getByRole('status').or(page.getByRole('alert')).innerText()).toContain(
    'administrator of Barts Health NHS Trust',
  )
  await look(page, '1-home')

  const second = await browser.newPage({ baseURL: url })
  const again = await second.goto(`/first-account/${firstToken}`)
  expect(again?.status()).toBe(410)
  await look(second, '1-link-used')
}, 180_000)

test('the same with scripts off and by keyboard only, and every first step leads somewhere', async () => {
  const page = await browser.newPage({ baseURL: theServer().url, javaScript: false })
  await page.goto('/')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  await lookWithoutScript(page, '1-sign-in')
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').innerText()).toBe('Skip to main content')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('noor@example.org')
  await page.keyboard.press('Tab')
  await page.keyboard.type(GOOD_PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL(`${theServer().url}/`)
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('What needs you')
  const steps = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(steps.length).toBeGreaterThan(4)

  const other = await browser.newPage({ baseURL: theServer().url })
  await other.context().addCookies(await page.context().cookies())
  for (const href of new Set(steps)) {
    const response = await other.goto(href)
    expect([href, response?.status()]).toEqual([href, 200])
    await look(other, `1-step${href.replaceAll(/\W+/g, '-').replace(/-$/, '')}`)
  }
}, 180_000)
