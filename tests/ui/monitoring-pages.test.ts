import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#kernel/time.js'
import { NotFound } from '#kernel/errors.js'
import { fixPlan, takeSummary } from '#modules/monitoring/index.js'
import { showQuality } from '#modules/monitoring/quality/show-quality.js'
import { takeMetrics } from '#modules/monitoring/received/take-metrics.js'
import { summarise } from '#modules/monitoring/summary/summarise.js'
import { madeRows } from '../../src/modules/monitoring/testing/monitored.js'
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

/** No word of a command is broken over two lines, on a phone. */
const expectWholeWords = async (page: Page): Promise<void> => {
  await page.setViewportSize({ width: 320, height: 700 })
  const boxes = page.locator('.wr-code')
  expect(await boxes.last().innerText()).toMatch(/^npx wardround send out\.json --to ADDRESS --dep/)
  const lines = await boxes
    .locator('span')
    .evaluateAll((words) => words.map((word) => word.getClientRects().length))
  expect(lines.length).toBeGreaterThan(15)
  expect(new Set(lines)).toEqual(new Set([1]))
  await page.setViewportSize({ width: 1200, height: 800 })
}

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
  for (const rest of ['plan', 'plan/measures', 'data', 'signals', 'send', 'enter', 'report']) {
    await page.goto(`${at}/${rest}`)
    await look(page, `monitoring-${rest.replace('/', '-')}`)
    if (rest === 'send') await expectWholeWords(page)
  }
  await page.goto(`${at}/explore?figure=auroc&chart=cusum`)
  await look(page, 'monitoring-explore-cusum')
  await page.goto('/monitoring/how-many-cases?question=pass-mark&expected=0.9&passMark=80%25')
  expect(await page.locator('.nhsuk-error-summary').innerText()).toContain('How often it must')
  await page.getByLabel('How often it must be found').fill('80%')
  await page.getByRole('button', { name: 'Work it out' }).click()
  await look(page, 'monitoring-how-many-cases')
  await page.goto(`${at}/plan?chosen=scribe-notes-edited,uptime`)
  await look(page, 'monitoring-plan-form')
  await page.goto('/overviews/signals')
  await look(page, 'monitoring-signals-by-owner')
  await page.goto(at)
  await follow(page, 'Explain or act on this signal')
  await look(page, 'monitoring-signal')
  await sendNames(site)
  await page.goto(`${at}/metrics`)
  await look(page, 'monitoring-metrics')
  await follow(page, 'Choose for hospital_trust_ward_of_admission')
  await look(page, 'monitoring-metrics-attribute')
  await page.getByLabel('The site', { exact: true }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await follow(page, 'Choose for model_discrimination_at_thirty_days_after_admission')
  await look(page, 'monitoring-metrics-name')
  await page.getByLabel('AUROC', { exact: true }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await follow(page, 'Take back hospital_trust_ward_of_admission')
  await look(page, 'monitoring-metrics-take-back')
  await page.getByRole('button', { name: 'Take it back' }).click()
  expect(await page.getByRole('main').innerText()).toContain('Taken back (1)')
  await look(page, 'monitoring-metrics-decided')
}, 300_000)

const sendNames = async ({ owner, deploymentId }: SharedProduct['sites'][number]) => {
  const point = (metric: string, own: Record<string, string>) => ({
    metric,
    own: new Map(Object.entries({ 'wardround.n': '90', ...own })),
    around: new Map(),
    reading: { kind: 'number', value: 0.8, since: false },
    startedAt: null,
    at: new Date(`${monday(journey, -3)}T09:00:00Z`),
  })
  await journey.app.registry.run(takeMetrics, owner, {
    deploymentId,
    points: [
      point('auroc', { 'wardround.site': 'East' }),
      point('auroc', { hospital_trust_ward_of_admission: 'West' }),
      point('model_discrimination_at_thirty_days_after_admission', {}),
    ],
  })
}

test('data quality compares periods with the reference and estimates those whose outcomes are to come', async () => {
  const [site, other] = shared.sites
  if (!site || !other) throw new Error('no site')
  const from = monday(journey, -1)
  const rows = madeRows(240).map((row, i) =>
    i % 6 === 0 ? row : { ...row, outcome: null, pending: true },
  )
  const summary = summarise(rows, {
    windows: { kind: 'whole', window: { from, to: addDays(from, 7) } },
    thresholds: [{ name: 'working', value: 0.5 }],
    generator: { name: 'test', version: '1' },
  })
  await journey.app.registry.run(takeSummary, site.owner, {
    deploymentId: site.deploymentId,
    summary: { ...summary, digest: null },
  })
  await sendCategories(site)
  const page = await browser.newPage({ baseURL: journey.baseUrl })
  await journey.signIn(page, site.owner)
  await page.goto(`/register/deployments/${site.deploymentId}/monitoring/quality`)
  const main = await page.getByRole('main').innerText()
  expect(main).toContain('rejected\tnone')
  expect(main).toContain('the earliest periods, since none came before a gate: 4 periods')
  expect(main).toContain('These are not measured.')
  expect(main).toContain('1,200 cases, 400 with the outcome')
  await look(page, 'monitoring-quality')
  await expect(
    journey.app.registry.read(showQuality, other.owner, { deploymentId: site.deploymentId }),
  ).rejects.toThrow(NotFound)
}, 300_000)

/** What became of drafts, five weeks; in the last of them some are rejected, as never before. */
const sendCategories = async ({ owner, deploymentId }: SharedProduct['sites'][number]) => {
  for (const week of [-7, -6, -5, -4, -3]) {
    const from = monday(journey, week)
    const rows = Array.from({ length: 100 }, (_, place) => ({
      category: place < 60 ? 'accepted' : place < 85 || week < -3 ? 'edited' : 'rejected',
    }))
    const summary = summarise(rows, {
      measure: 'categorical',
      named: 'what became of drafts',
      windows: { kind: 'whole', window: { from, to: addDays(from, 7) } },
      thresholds: [],
      generator: { name: 'test', version: '1' },
    })
    const input = { deploymentId, summary: { ...summary, digest: null } }
    await journey.app.registry.run(takeSummary, owner, input)
  }
}
