import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#kernel/time.js'
import { fixPlan } from '#modules/monitoring/index.js'
import { ensureBuilt, wardround } from '../operations/run-program.js'
import { withBrowser } from '../support/browser.js'
import {
  choose,
  fill,
  fillDate,
  follow,
  look,
  press,
  startJourney,
  type Journey,
  type Traveller,
} from '../support/journey.js'
import {
  makeKeyOnPage,
  monday,
  planOf,
  registerUse,
  shareProduct,
  type SharedProduct,
  type Site,
} from '../support/sites.js'

const LOG = '../shared/data/statistics/heart_disease_4sites.csv'
const TRUSTS = ['Example Cleveland', 'Example Hungarian', 'Example VA', 'Example Switzerland']

interface Row {
  id: string
  site: string
  sex: string
  age_band: string
  score: string
  outcome: string
}

/** The real log is not part of the project: this journey needs `../shared` beside it. */
describe.skipIf(!existsSync(LOG))('the log of four hospitals comes in three ways', () => {
  const browser = withBrowser()
  let journey: Journey
  let directory: string
  let shared: SharedProduct
  let administrators: Traveller[]
  /** One window for each hospital, dated by this test: the log has no dates. */
  let first: string
  const rows: Row[] = existsSync(LOG)
    ? parse(readFileSync(LOG, 'utf8'), { columns: true, skip_empty_lines: true })
    : []

  const site = (place: number): Site => {
    const found = shared.sites[place]
    if (!found) throw new Error(`no site ${place}`)
    return found
  }
  const hospitalOf = (place: number): string => TRUSTS[place]?.slice(8).toLowerCase() ?? ''
  const rowsOf = (place: number): Row[] => rows.filter((row) => row.site === hospitalOf(place))
  const fileOf = (place: number): string => join(directory, `${hospitalOf(place)}.csv`)
  const at = (place: number, rest = ''): string =>
    `/register/deployments/${site(place).deploymentId}/monitoring${rest}`

  const signedIn = async (person: Traveller): Promise<Page> => {
    const page = await browser.newPage({ baseURL: journey.baseUrl })
    await journey.signIn(page, person)
    return page
  }

  const administrator = (place: number): Traveller => {
    const found = administrators[place]
    if (!found) throw new Error(`no administrator ${place}`)
    return found
  }

  beforeAll(ensureBuilt, 300_000)
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'wardround-journey-5-'))
    journey = await startJourney()
    shared = await shareProduct(journey, ...TRUSTS)
    first = monday(journey, -2)
    administrators = []
    for (const [place, { trust, owner, deploymentId }] of shared.sites.entries()) {
      administrators.push(await journey.person(trust, `Ada ${trust.name}`, 'administrator'))
      const lines = rowsOf(place).map((row) =>
        [row.sex, row.age_band, row.score, row.outcome].join(','),
      )
      writeFileSync(fileOf(place), ['sex,age_band,score,outcome', ...lines].join('\n'))
      if (place === 2) continue
      await journey.app.registry.run(
        fixPlan,
        owner,
        planOf(deploymentId, owner, { startsOn: first, concernRule: 'interval-at-once' }),
      )
    }
  }, 300_000)
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true })
    await journey.close()
  })

  const pointsOf = (deploymentId: string) =>
    journey.app.sql<Record<string, unknown>>(
      `select measure, threshold, group_by, group_value, version_name, value, low, high, se,
         numerator, denominator, n, events, non_events, method from points
       where deployment_id = $1 and superseded_by is null
       order by measure, threshold, group_by, group_value`,
      [deploymentId],
    )

  const summarised = async (place: number): Promise<string> => {
    const out = join(directory, `${hospitalOf(place)}.json`)
    const ended = await wardround(
      ['summarise', fileOf(place), '--score', 'score', '--outcome', 'outcome']
        .concat('--by', 'sex', '--by', 'age_band', '--threshold', 'working=0.5')
        .concat('--first', first, '-o', out),
      {},
    )
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    return out
  }

  const send = async (place: number, deploymentId: string, key: string): Promise<string> => {
    const ended = await wardround(
      ['send', await summarised(place), '--to', journey.baseUrl, '--deployment', deploymentId],
      { WARDROUND_API_KEY: key },
    )
    expect([ended.code, ended.stderr]).toEqual([0, ''])
    return ended.stdout
  }

  test('an owner fixes the plan before figures are seen', async () => {
    const page = await signedIn(site(2).owner)
    await page.goto(at(2))
    await look(page, '5-no-plan')
    await follow(page, 'Fix the monitoring plan')
    const measures = ['AUROC', 'Sensitivity', 'Specificity', 'Positive predictive value'].concat(
      'Brier score',
      'Calibration slope',
    )
    for (const [place, label] of measures.entries()) {
      await page.getByLabel(new RegExp(`^Measure ${place + 1}`)).selectOption({ label })
      const better = label === 'Brier score' ? 'lower' : 'higher'
      await page.getByLabel(`Better for measure ${place + 1} is`).selectOption({ label: better })
      if (place < 1 || place > 3) continue
      await page.getByLabel(new RegExp(`^Threshold of measure ${place + 1}`)).fill('working')
    }
    await page.getByLabel(/^Pass mark of measure 1/).fill('0.85')
    await page.getByLabel(/^Name of threshold 1/).fill('working')
    await page.getByLabel(/^Value of threshold 1/).fill('0.5')
    await fillDate(page, 'Monitoring starts on', first)
    await fill(page, { 'Follow-up': '7', Grace: '14' })
    await choose(
      page,
      'A signal becomes a concern',
      'so, and also at once when the whole interval is past the pass mark',
    )
    await press(page, 'Fix the plan')
    await look(page, '5-plan-refused')
    await fill(page, {
      'What is done on a signal?': 'Review with the supplier within five working days.',
      'When is it stopped?': 'Pause when two more points are below the pass mark.',
    })
    await press(page, 'Fix the plan')
    await page.getByText('The plan is fixed.').waitFor()
    await look(page, '5-plan')
    await page.goto(at(2))
    await look(page, '5-no-figures')
  }, 300_000)

  test('two summarise at the edge, with a key made on the page, and send', async () => {
    for (const place of [0, 1]) {
      const page = await signedIn(administrator(place))
      const seen = async (step: string) => look(page, `5-key-${step}`)
      const key = await makeKeyOnPage(
        page,
        'Weekly figures',
        'monitoring:write',
        ...(place === 0 ? [seen] : []),
      )
      expect(await send(place, site(place).deploymentId, key)).toContain('Taken in: 1 added')
    }
    const page = await signedIn(site(0).owner)
    await page.goto(at(0, '/data'))
    await look(page, '5-what-came-in')
    const said = await page.getByRole('main').innerText()
    expect(said).toContain('Dated by the sender')
  }, 300_000)

  test('one gives the file in the browser: only the summary is posted', async () => {
    const page = await signedIn(site(2).owner)
    const sent: Request[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(request)
    })
    await page.goto(at(2))
    await follow(page, 'Send the first figures')
    await look(page, '5-send')
    await page.getByLabel('Log', { exact: true }).setInputFiles(fileOf(2))
    await page.getByLabel(/^Columns for groups/).fill('sex, age_band')
    await page.getByLabel(/^Date of the first period/).fill(first)
    await press(page, 'Count the file here')
    await page.getByText('Nothing has been sent yet').waitFor({ timeout: 120_000 })
    await look(page, '5-counted-in-the-browser')
    expect(sent).toHaveLength(0)
    await press(page, 'Send the summary')
    await page.getByText('Taken in: 1 added').waitFor()
    await look(page, '5-past-its-pass-mark')

    expect(sent.map((one) => [one.method(), new URL(one.url()).pathname])).toEqual([
      ['POST', at(2, '/send')],
    ])
    const body = new URLSearchParams(sent[0]?.postData() ?? '')
    const scores = rowsOf(2).flatMap(({ score }) => (score === '' ? [] : [score]))
    expect(scores.length).toBeGreaterThan(100)
    const text = [...body.values()].join('\n')
    expect(scores.filter((score) => text.includes(score))).toEqual([])
    expect(Object.keys(JSON.parse(body.get('summary') ?? '{}'))).not.toContain('records')
  }, 300_000)

  test('one switches rows on and posts them; outcomes come later; the worker closes the window', async () => {
    const page = await signedIn(administrator(3))
    await page.goto(at(3, '/data'))
    await look(page, '5-rows-are-off')
    const key = await makeKeyOnPage(page, 'Row by row', 'telemetry:write')
    const predictions = rowsOf(3).map((row, place) => ({
      event_id: `p${row.id}`,
      prediction_id: row.id,
      at: `${addDays(first, place % 7)}T12:00:00`,
      score: row.score === '' ? null : Number(row.score),
      groups: { sex: row.sex, age_band: row.age_band },
    }))
    expect((await post(3, 'predictions', key, predictions)).status).toBe(409)

    await page.goto(at(3, '/data'))
    await fill(page, {
      'Name of the controller': 'Example Switzerland NHS Trust',
      'Why are rows needed?': 'Outcomes come from another system, later.',
      'Processor agreement': 'Agreement 1 of 2026',
      'Keep rows for at most': '60',
    })
    await press(page, 'Switch on')
    await page.getByText('Row-level intake is on').waitFor()
    const taken = await post(3, 'predictions', key, predictions)
    expect(taken.body).toMatchObject({
      accepted: predictions.filter((one) => one.score !== null).length,
    })
    expect(new Set(taken.body.rejected.map(({ code }) => code))).toEqual(new Set(['missing']))
    await journey.app.tick('monitoring.close-windows')
    await page.goto(at(3, '/data'))
    await look(page, '5-rows-are-on')

    const owner = await signedIn(site(3).owner)
    await owner.goto(at(3))
    await look(owner, '5-outcomes-not-known-yet')
    const outcomes = rowsOf(3).map((row) => ({
      event_id: `o${row.id}`,
      prediction_id: row.id,
      known_at: `${monday(journey, -1)}T12:00:00`,
      outcome: Number(row.outcome),
    }))
    expect((await post(3, 'outcomes', key, outcomes)).body).toMatchObject({
      accepted: outcomes.length,
      duplicate: 0,
      rejected: [],
    })
    expect((await post(3, 'outcomes', key, outcomes)).body).toMatchObject({
      accepted: 0,
      duplicate: outcomes.length,
    })
    await journey.app.tick('monitoring.close-windows')
    await owner.goto(at(3))
    await look(owner, '5-by-row')
    expect(await owner.getByRole('main').innerText()).toContain('0.73')
  }, 300_000)

  const post = async (place: number, kind: string, key: string, events: readonly object[]) => {
    const response = await fetch(
      `${journey.baseUrl}/api/v1/deployments/${site(place).deploymentId}/${kind}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
        body: events.map((event) => JSON.stringify(event)).join('\n'),
      },
    )
    const body = (await response.json()) as {
      accepted: number
      duplicate: number
      rejected: { code: string }[]
    }
    return { status: response.status, body }
  }

  test('equal input gives equal points, whichever way it came', async () => {
    for (const place of [2, 3]) {
      const { owner, deploymentId } = site(place)
      const twin = await registerUse(
        journey,
        owner,
        shared.product,
        'The same log, sent from the edge',
      )
      await journey.app.registry.run(
        fixPlan,
        owner,
        planOf(twin, owner, { rules: ['missing-data'] }),
      )
      const page = await signedIn(administrator(place))
      await send(place, twin, await makeKeyOnPage(page, 'Twin', 'monitoring:write'))
      const [here, there] = [await pointsOf(deploymentId), await pointsOf(twin)]
      await journey.app.sql(`update deployments set held_back = true where id = $1`, [twin])
      expect(here.length).toBeGreaterThan(20)
      expectEqualPoints(here, there)
    }
  }, 300_000)

  test('sites stand side by side: 0.88, 0.88, 0.73 and 0.73; the rule fires for exactly one', async () => {
    await journey.drain()
    const values = await journey.app.sql<{ deployment_id: string; value: number }>(
      `select deployment_id, value from points where measure = 'auroc' and group_by = '' and superseded_by is null`,
    )
    const rounded = shared.sites.map(({ deploymentId }) =>
      values.find((one) => one.deployment_id === deploymentId)?.value.toFixed(2),
    )
    expect(rounded).toEqual(['0.88', '0.88', '0.73', '0.73'])
    const fired = await journey.app.sql<{ deployment_id: string }>(
      `select deployment_id from signals where rule = 'interval-beyond-pass-mark'`,
    )
    expect(fired.map((one) => one.deployment_id)).toEqual([site(2).deploymentId])

    const page = await signedIn(site(0).owner)
    await page.goto(at(0))
    await look(page, '5-side-by-side')
    const aside = page.getByRole('table', { name: /Other sites/ })
    const sides = await aside.innerText()
    for (const trust of TRUSTS) expect(sides).toContain(trust)
    for (const value of ['0.88', '0.73']) expect(sides).toContain(value)
    const groups = await page.getByRole('table', { name: /AUROC by group/ }).innerText()
    for (const part of ['male', '65+', 'to']) expect(groups).toContain(part)
    for (const name of [
      'Sensitivity',
      'Specificity',
      'Positive predictive value',
      'Brier',
      'Calibration',
    ]) {
      await page
        .getByRole('link', { name: new RegExp(name) })
        .first()
        .click()
      await page.getByRole('table', { name: new RegExp(`${name}.* by group`) }).waitFor()
    }
    await look(page, '5-calibration')
  }, 300_000)
})

const expectEqualPoints = (
  here: readonly Record<string, unknown>[],
  there: readonly Record<string, unknown>[],
): void => {
  const exact = [
    'measure',
    'threshold',
    'group_by',
    'group_value',
    'numerator',
    'denominator',
    'n',
  ].concat('events', 'non_events', 'method')
  const exactly = (point: Record<string, unknown>) => exact.map((name) => point[name])
  expect(here.map(exactly)).toEqual(there.map(exactly))
  for (const [place, point] of here.entries()) {
    for (const figure of ['value', 'low', 'high', 'se']) {
      const other = there[place]?.[figure]
      if (point[figure] === null) expect(other).toBeNull()
      else expect(Math.abs(Number(point[figure]) - Number(other))).toBeLessThan(1e-12)
    }
  }
}
