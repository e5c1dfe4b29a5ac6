import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#kernel/time.js'
import { fixPlan } from '#modules/monitoring/index.js'
import { withBrowser } from '../support/browser.js'
import { follow, look, startJourney, type Journey } from '../support/journey.js'
import { monday, planOf, sendWeek, shareProduct, type SharedProduct } from '../support/sites.js'

const browser = withBrowser()
let journey: Journey
let shared: SharedProduct

const WEEKS = 15

beforeAll(async () => {
  journey = await startJourney()
  shared = await shareProduct(journey, 'Example North', 'Example South')
  for (const [place, { owner, deploymentId }] of shared.sites.entries()) {
    await journey.app.registry.run(
      fixPlan,
      owner,
      planOf(deploymentId, owner, { startsOn: monday(journey, -40), limitsAfter: 12 }),
    )
    for (let week = 0; week < (place === 0 ? WEEKS : 2); week += 1) {
      const from = monday(journey, week - WEEKS - 2)
      const good = week >= WEEKS - 3 ? 5 : 8 + (week % 2)
      await sendWeek(journey, owner, deploymentId, from, addDays(from, 7), good)
    }
  }
}, 300_000)
afterAll(() => journey.close())

test('every page of the monitoring tab reads well at 1200 and 320 pixels', async () => {
  const [site] = shared.sites
  if (!site) throw new Error('no site')
  const page = await browser.newPage({ baseURL: journey.baseUrl })
  await journey.signIn(page, site.owner)
  const at = `/register/deployments/${site.deploymentId}/monitoring`
  await page.goto(at)
  const card = page.locator('.wr-card', { hasText: 'What to do' })
  expect(await card.innerText()).toContain('AUROC, Sensitivity at “working”')
  await look(page, 'monitoring')
  for (const rest of ['plan', 'plan/measures', 'data', 'signals', 'send', 'enter']) {
    await page.goto(`${at}/${rest}`)
    await look(page, `monitoring-${rest.replace('/', '-')}`)
  }
  await page.goto(`${at}/plan?chosen=scribe-notes-edited,uptime`)
  await look(page, 'monitoring-plan-form')
  await page.goto('/overviews/signals')
  await look(page, 'monitoring-signals-by-owner')
  await page.goto(at)
  await follow(page, 'Explain or act on this signal')
  await look(page, 'monitoring-signal')
}, 300_000)
