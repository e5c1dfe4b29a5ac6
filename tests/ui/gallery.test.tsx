import type { ComponentProps } from 'react'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Page, renderPage, ConfirmPage, type AssetPaths } from '#ui/index.js'
import { expectNoAxeFaults } from '../support/axe.js'
import { expectFitsPhone, screenshot, withBrowser } from '../support/browser.js'
import { GalleryCharts } from './gallery-charts.js'
import { FAULTY, GalleryForms } from './gallery-forms.js'
import { GalleryParts } from './gallery-parts.js'
import { servePages } from './serve-pages.js'

const shell = (assets: AssetPaths): Omit<ComponentProps<typeof Page>, 'title' | 'children'> => ({
  assets,
  csrf: 'token',
  exampleBanner: true,
  user: {
    name: 'Sam Example',
    organisation: 'Example ICS',
    role: 'AI lead',
    switchHref: '/switch',
    accountHref: '/account',
    signOutAction: '/sign-out',
  },
  nav: ['Home', 'Register', 'Concerns', 'Alerts', 'Overviews', 'Lessons', 'Administration'].map(
    (label) => ({ label, href: `/${label.toLowerCase()}`, count: label === 'Alerts' ? 2 : 0 }),
  ),
  active: '/register',
  breadcrumbs: [
    { label: 'Register', href: '/register' },
    { label: 'Example chest X-ray triage', href: '/products/1' },
    { label: 'Example Teaching Hospitals' },
  ],
})

const pages = (assets: AssetPaths): Record<string, string> => ({
  '/parts': renderPage(
    <Page
      {...shell(assets)}
      title="Parts"
      notice="Saved."
      banners={[
        {
          word: 'Exception',
          tone: 'orange',
          text: 'R31 is not met; allowed by Ana Example until 1 March 2027, because training is booked.',
          href: '/exception',
        },
      ]}
    >
      <GalleryParts />
    </Page>,
  ),
  '/charts': renderPage(
    <Page {...shell(assets)} title="Charts">
      <GalleryCharts />
    </Page>,
  ),
  '/confirm': renderPage(
    <Page {...shell(assets)} title="Call an emergency stop?">
      <ConfirmPage
        question="Call an emergency stop?"
        action="/stop"
        csrf="token"
        buttonText="Call the stop"
        cancelHref="/d"
      >
        <p>Wardround switches nothing off. The imaging lead is told at once.</p>
      </ConfirmPage>
    </Page>,
  ),
  '/forms': renderPage(
    <Page assets={assets} title="Raise a concern" hasErrors notForUrgentHelp signInHref="/sign-in">
      <GalleryForms form={FAULTY} />
    </Page>,
  ),
})

const PAGES = ['parts', 'forms', 'charts', 'confirm']

describe('the gallery, in a real browser', () => {
  const browser = withBrowser()
  let site: Awaited<ReturnType<typeof servePages>>
  beforeAll(async () => {
    site = await servePages(pages)
  })
  afterAll(() => site.close())

  it.each(PAGES)('%s: axe finds nothing at 1200 and 320 px, nothing sticks out', async (name) => {
    const page = await browser.newPage({ baseURL: site.baseURL })
    expect((await page.goto(`/${name}`))?.status()).toBe(200)
    await expectNoAxeFaults(page)
    await screenshot(page, `gallery-${name}-1200`)
    await expectFitsPhone(page)
    await expectNoAxeFaults(page)
    await screenshot(page, `gallery-${name}-320`)
  })

  it('puts the keyboard on the error summary, whose links lead to the fields', async () => {
    const page = await browser.newPage({ baseURL: site.baseURL })
    await page.goto('/forms')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('nhsuk-error-summary')
    await page.getByRole('link', { name: 'Seen on must be a real date' }).click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-seen')
  })

  it('shows a phone the heading of each cell, without script', async () => {
    const page = await browser.newPage({ baseURL: site.baseURL, javaScript: false, width: 320 })
    await page.goto('/parts')
    const cell = page.getByRole('cell', { name: '0.80 to 0.87' })
    const heading = await cell.evaluate((one) => getComputedStyle(one, '::before').content)
    expect(heading).toBe('"95% interval"')
  })
})
