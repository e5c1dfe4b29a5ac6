import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, daysBetween, londonDate } from '#kernel/time.js'
import { fixPlan, switchOnIntake } from '#modules/monitoring/index.js'
import { asDate } from '#ui/index.js'
import { withBrowser } from '../support/browser.js'
import {
  follow,
  look,
  press,
  startJourney,
  type Journey,
  type Traveller,
} from '../support/journey.js'
import { makeKeyOnPage, monday, planOf, shareProduct, type Site } from '../support/sites.js'

const LOG = '../shared/data/statistics/diabetes_readmission.csv'
/** So many periods of the log are given as consecutive ISO weeks; the next comes by row. */
const WEEKS = 26
const FOLLOW_UP_DAYS = 30
const SITES = ['Cardiology', 'InternalMedicine']
/** Counting and storing half a year takes its time on a busy machine. */
const PATIENTLY = { timeout: 120_000 }

interface Row {
  id: string
  period: string
  site: string
  sex: string
  score: string
  outcome: string
}

/** The real log is not part of the project: this journey needs `../shared` beside it. */
describe.skipIf(!existsSync(LOG))('a log of readmissions, week by week', () => {
  const browser = withBrowser()
  let journey: Journey
  let directory: string
  let here: Site
  let administrator: Traveller
  let key: string
  const all: Row[] = existsSync(LOG)
    ? parse(readFileSync(LOG, 'utf8'), { columns: true, skip_empty_lines: true })
    : []
  const rows = all.filter(({ site }) => SITES.includes(site))
  const byRow = rows.filter(({ period }) => Number(period) === WEEKS)
  let week: string

  const at = (rest = ''): string => `/register/deployments/${here.deploymentId}/monitoring${rest}`
  const words = (page: Page): Promise<string> => page.getByRole('main').innerText()
  const signedIn = async (person: Traveller): Promise<Page> => {
    const page = await browser.newPage({ baseURL: journey.baseUrl })
    await journey.signIn(page, person)
    return page
  }

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'wardround-journey-5-'))
    journey = await startJourney()
    const shared = await shareProduct(journey, 'Example Riverside')
    const [first] = shared.sites
    if (!first) throw new Error('no site')
    here = first
    week = monday(journey, -1)
    administrator = await journey.person(here.trust, 'Ada Administrator', 'administrator')
    await journey.app.registry.run(
      fixPlan,
      here.owner,
      planOf(here.deploymentId, here.owner, {
        startsOn: monday(journey, -1 - WEEKS),
        followUpDays: FOLLOW_UP_DAYS,
        thresholds: [{ name: 'working', value: 0.15 }],
        measures: [
          { measure: 'auroc', direction: 'increase', passMark: 0.6 },
          { measure: 'sensitivity', threshold: 'working', direction: 'increase', passMark: null },
          { measure: 'oe', direction: 'increase', passMark: null },
        ],
      }),
    )
    await journey.app.registry.run(switchOnIntake, administrator, {
      deploymentId: here.deploymentId,
      controllerName: 'Example controller',
      reason: 'Readmissions are known 30 days later.',
      processorAgreement: 'Agreement 1 of 2026',
      retentionDays: 60,
    })
  }, 300_000)
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true })
    await journey.close()
  })

  /** Weeks that ended, at the Monday after them, less than the follow-up ago: three or four by the day. */
  const stillFilling = (): number =>
    [-1, -2, -3, -4, -5].filter((weeks) => {
      const days = daysBetween(monday(journey, weeks), londonDate(journey.app.clock.now()))
      return days < FOLLOW_UP_DAYS
    }).length

  test('26 periods laid out as ISO weeks, given in the browser, make a chart with limits', async () => {
    const file = join(directory, 'readmissions.csv')
    const lines = rows
      .filter(({ period }) => Number(period) < WEEKS)
      .map((row) => [row.period, row.site, row.sex, row.score, row.outcome].join(','))
    writeFileSync(file, ['period,site,sex,score,outcome', ...lines].join('\n'))
    const page = await signedIn(here.owner)
    await page.goto(at('/send'))
    await page.getByLabel('Log', { exact: true }).setInputFiles(file)
    await page.getByLabel(/^Column of whole-number periods/).fill('period')
    await page.getByLabel(/^Date of the first period/).fill(monday(journey, -1 - WEEKS))
    await page.getByLabel(/^Column of sites/).fill('site')
    await page.getByLabel(/^Columns for groups/).fill('sex')
    await press(page, 'Count the file here')
    await page.getByText('Nothing has been sent yet').waitFor(PATIENTLY)
    await press(page, 'Send the summary')
    await page.getByText(`Taken in: ${WEEKS * SITES.length} added`).waitFor(PATIENTLY)
    await look(page, '5-over-time')
    await follow(page, 'InternalMedicine')
    await page.getByText('AUROC at InternalMedicine, by week').first().waitFor()
    await look(page, '5-over-time-at-a-site')
    const said = await words(page)
    const filling = `${stillFilling()} periods are still filling`
    for (const part of ['XmR; mean and limits', 'upper limit', filling])
      expect(said).toContain(part)
    expect(said).toContain('95% interval')
    const groups = await page.getByRole('table', { name: /AUROC by group/ }).innerText()
    for (const group of ['Female', 'Male']) expect(groups).toContain(group)
    const [csv] = await Promise.all([page.waitForEvent('download'), follow(page, 'CSV')])
    const text = readFileSync((await csv.path()) ?? '', 'utf8')
    // the file of a chart holds what the chart shows: every week of the one site
    expect(text.trim().split('\r\n')).toHaveLength(1 + WEEKS)
    expect(text).toContain('InternalMedicine')
    expect(text).not.toContain(SITES.find((site) => site !== 'InternalMedicine') ?? '')
  }, 300_000)

  const post = async (kind: string, events: readonly object[]) => {
    const response = await fetch(
      `${journey.baseUrl}/api/v1/deployments/${here.deploymentId}/${kind}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
        body: events.map((event) => JSON.stringify(event)).join('\n'),
      },
    )
    return (await response.json()) as { accepted: number; rejected: { code: string }[] }
  }

  const close = async (date: string): Promise<void> => {
    await journey.moveClock(new Date(`${date}T09:00:00Z`))
    await journey.app.tick('monitoring.close-windows')
    await journey.drain()
  }

  const pointsOfTheWeek = () =>
    journey.app.sql<{ n: number; superseded: boolean }>(
      `select n, superseded_by is not null as superseded from points
        where deployment_id = $1 and window_from = $2 and measure = 'auroc' and group_by = ''
          and site = 'InternalMedicine' order by id`,
      [here.deploymentId, week],
    )

  test('the next week comes by row, its outcomes a month later: a new version of the point beside the old', async () => {
    const page = await signedIn(administrator)
    key = await makeKeyOnPage(page, 'Readmissions', 'telemetry:write')
    const predictions = byRow.map(({ id, score, site, sex }, place) => ({
      event_id: `p${id}-${place}`,
      prediction_id: `${id}-${place}`,
      at: `${addDays(week, place % 7)}T12:00:00`,
      score: Number(score),
      site,
      groups: { sex },
    }))
    const taken = await post('predictions', predictions)
    expect([taken.accepted, taken.rejected]).toEqual([predictions.length, []])
    await close(addDays(week, 8))
    await page.goto(at('/data'))
    await look(page, '5-rows-kept')
    expect(await words(page)).toContain('These rows are personal data')

    await journey.moveClock(new Date(`${addDays(week, 38)}T08:00:00Z`))
    const known = await post(
      'outcomes',
      byRow.map(({ id, outcome }, place) => ({
        event_id: `o${id}-${place}`,
        prediction_id: `${id}-${place}`,
        known_at: `${addDays(week, 37)}T12:00:00Z`,
        outcome: Number(outcome),
      })),
    )
    expect([known.accepted, known.rejected]).toEqual([byRow.length, []])
    await close(addDays(week, 38))
    const used = byRow.filter(({ site }) => site === 'InternalMedicine').length
    const versions = await pointsOfTheWeek()
    expect(versions.at(-1)).toEqual({ n: used, superseded: false })
    const owner = await signedIn(here.owner)
    await owner.goto(`${at()}?measure=auroc&threshold=&site=InternalMedicine`)
    await look(owner, '5-late-outcomes')
    expect(await words(owner)).toContain(`In the week of ${asDate(week)} it was`)
  }, 300_000)

  test('when follow-up and grace have passed the window is final: rows go, later events are refused', async () => {
    const page = await signedIn(administrator)
    await close(addDays(week, 7 + 30 + 14))
    const kept = await journey.app.telemetry.counts({
      organisationId: here.trust.id,
      deploymentId: here.deploymentId,
    })
    expect(kept.predictions).toBe(0)
    const late = await post('predictions', [
      { event_id: 'late', prediction_id: 'late', at: `${week}T12:00:00`, score: 0.5 },
    ])
    expect(late.rejected.map(({ code }) => code)).toEqual(['window_final'])
    await page.goto(at('/data'))
    await look(page, '5-window-final')
    expect(await words(page)).toContain('No rows are kept at present.')
    expect((await pointsOfTheWeek()).at(-1)?.superseded).toBe(false)
  }, 300_000)
})
