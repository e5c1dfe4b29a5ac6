import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#kernel/time.js'
import { fixPlan } from '#modules/monitoring/index.js'
import { madeRows } from '../../src/modules/monitoring/testing/monitored.js'
import { ensureBuilt } from '../operations/run-program.js'
import { withBrowser } from '../support/browser.js'
import { follow, look, press, startJourney, type Journey } from '../support/journey.js'
import { monday, planOf, shareProduct, type Site } from '../support/sites.js'

const browser = withBrowser()
let journey: Journey
let site: Site
let directory: string
let file: string

const WEEKS = 16

/** A log of 16 weeks whose last two go wrong; the rows name nobody. */
const logOf = (first: string): string => {
  const lines = Array.from({ length: WEEKS }, (_, week) => {
    const good = week >= WEEKS - 2 ? 5 : 8 + (week % 2)
    const at = `${addDays(first, 7 * week + 1)}T09:00:00Z`
    return madeRows(150, good, at).map(({ score, outcome, groups }) =>
      [at, score, outcome, groups?.['sex']].join(','),
    )
  }).flat()
  return ['at,score,outcome,sex', ...lines].join('\n')
}

beforeAll(ensureBuilt, 300_000)
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'wardround-journey-9-'))
  journey = await startJourney()
  const shared = await shareProduct(journey, 'Example North')
  const [only] = shared.sites
  if (!only) throw new Error('no site')
  site = only
  const first = monday(journey, -WEEKS - 3)
  file = join(directory, 'log.csv')
  writeFileSync(file, logOf(first))
  await journey.app.registry.run(
    fixPlan,
    site.owner,
    planOf(site.deploymentId, site.owner, { startsOn: first }),
  )
}, 300_000)
afterAll(async () => {
  rmSync(directory, { recursive: true, force: true })
  await journey.close()
})

test('a file becomes figures, a signal and an explanation by its owner', async () => {
  const page = await browser.newPage({ baseURL: journey.baseUrl })
  await journey.signIn(page, site.owner)
  const at = `/register/deployments/${site.deploymentId}/monitoring`
  await page.goto(`${at}/send`)
  await page.getByLabel('Log', { exact: true }).setInputFiles(file)
  await page.getByLabel(/^Column of prediction times/).fill('at')
  await page.getByLabel(/^Columns for groups/).fill('sex')
  await press(page, 'Count the file here')
  await press(page, 'Send the summary')
  await page.getByText('Taken in: 16 added').waitFor()

  const main = page.getByRole('main')
  expect(await main.innerText()).toContain('AUROC has fallen.')
  await look(page, '9-figures')
  for (const [link, name] of [
    ['Data quality', 'quality'],
    ['Versions before and after', 'versions'],
    ['Choose figures', 'explore'],
    ['Monthly report', 'report'],
    ['Re-base', 'rebase'],
  ] as const) {
    await page.goto(at)
    await follow(page, link)
    await look(page, `9-${name}`)
  }
  await page.goto(`/register/deployments/${site.deploymentId}`)
  await page.goto('/overviews/monitoring-report')
  await look(page, '9-board-report')

  await page.goto('/')
  // Signals of one tool that run one way in one period stand on Home as one line, and lead to their list.
  await page.locator('.wr-tasks > li').first().getByRole('link').click()
  await page.getByText('Signals, newest first').waitFor()
  await follow(page, /^AUROC was/)
  await look(page, '9-signal')
  await page.getByLabel(/^What did you find or do/).fill('A new scanner sends darker pictures.')
  await press(page, 'It is explained')
  await page.getByText('Your answer is kept.').waitFor()
  await page.getByLabel(/^What did you find or do/).fill('The pictures are made brighter again.')
  await press(page, 'We acted on it')
  await page.getByText('The pictures are made brighter again.').waitFor()
  await press(page, 'Close')
  expect(await main.innerText()).toContain('Closed')
  await page.goto(`${at}/signals`)
  await look(page, '9-signals')
  expect(await main.innerText()).toContain('By chance alone up to')
}, 300_000)
