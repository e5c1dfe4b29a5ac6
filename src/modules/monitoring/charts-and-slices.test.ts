import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { addDays } from '#kernel/time.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { fixPlan, takeSummary } from './index.js'
import { noIntervalOf } from './no-interval.js'
import { rebaseChart, undoRebase } from './charts/rebase-chart.js'
import { summarise } from './summary/summarise.js'
import {
  madeRows,
  makeMonitored,
  makeVersion,
  planFor,
  present,
  type Monitored,
} from './testing/monitored.js'

let app: TestApp
let one: Monitored
let other: Monitored

const FIRST = '2026-06-29'

const page = async (rest: string, actor = one.owner): Promise<string> =>
  (await app.get(`/register/deployments/${one.deploymentId}/monitoring${rest}`, actor)).text()

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const product = await makeVersion(app, ['1.0', '1.1'])
  one = await makeMonitored(app, present(trusts[0]), product)
  other = await makeMonitored(app, present(trusts[1]), product)
  await app.sql(
    `update deployment_versions set ran_until = '2026-09-21' where deployment_id = $1`,
    [one.deploymentId],
  )
  await app.sql(
    `insert into deployment_versions (id, organisation_id, deployment_id, version_id, ran_from, noted_by, noted_at)
     values ('cha_x', $1, $2, $3, '2026-09-21', 'test', now())`,
    [one.organisation.id, one.deploymentId, product.versionIds[1]],
  )
  await app.registry.run(fixPlan, one.owner, planFor(one, { startsOn: FIRST }))
  for (let week = 0; week < 15; week += 1) {
    const from = addDays(FIRST, 7 * week)
    const version = week < 12 ? '1.0' : '1.1'
    const rows = madeRows(200, week < 12 ? 8 + (week % 2) : 6).map((row) => ({ ...row, version }))
    await app.registry.run(takeSummary, one.analyst, {
      deploymentId: one.deploymentId,
      summary: {
        ...summarise(rows, {
          windows: { kind: 'whole', window: { from, to: addDays(from, 7) } },
          thresholds: [{ name: 'working', value: 0.5 }],
          generator: { name: 'test', version: '1' },
        }),
        digest: null,
      },
    })
  }
}, 120_000)
afterAll(() => app.close())

const decision = (changes: object = {}) => ({
  deploymentId: one.deploymentId,
  measure: 'auroc',
  startsOn: '2026-09-21',
  reason: 'A new scanner, for good.',
  ...changes,
})

describe('a re-base', () => {
  test('is refused to other roles, other organisations and where there is no figure', async () => {
    const attempt = (actor: typeof one.owner, changes = {}) =>
      app.registry.run(rebaseChart, actor, decision(changes))
    await expect(attempt(one.staff)).rejects.toThrow(NotAllowed)
    await expect(attempt(one.analyst)).rejects.toThrow(NotAllowed)
    await expect(attempt(other.owner)).rejects.toThrow(NotFound)
    await expect(attempt(one.owner, { startsOn: '2026-01-05' })).rejects.toThrow(Invalid)
    await expect(attempt(one.owner, { measure: 'typed' })).rejects.toThrow(Invalid)
    await expect(attempt(one.owner, { reason: ' ' })).rejects.toThrow(Invalid)
  })

  test('is decided on its page, stands under the chart and in the audit, and is undone by a person', async () => {
    const before = await page('?measure=auroc')
    expect(before).toContain('fixed on 12 periods of version 1.0')
    const refused = await app.post(
      `/register/deployments/${one.deploymentId}/monitoring/rebase?figure=auroc`,
      one.owner,
      { startsOn: '', reason: 'A new scanner, for good.' },
    )
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('A new scanner, for good.')
    const done = await app.post(
      `/register/deployments/${one.deploymentId}/monitoring/rebase?figure=auroc`,
      one.owner,
      { startsOn: '2026-09-21', reason: 'A new scanner, for good.' },
    )
    expect(done.status).toBe(303)
    const place = done.headers.get('location')
    expect(place).toMatch(/\/monitoring\?measure=auroc&threshold=&site=$/)
    await expect(app.registry.run(rebaseChart, one.owner, decision())).rejects.toThrow(Conflict)
    const after = await page('?measure=auroc')
    expect(after).toContain('Re-based from the week of 21 September 2026 by')
    const [line] = await app.sql<{ reason: string }>(
      `select reason from audit where command = 'monitoring.rebase-chart' and subject_id = $1`,
      [one.deploymentId],
    )
    expect(line?.reason).toBe('A new scanner, for good.')
    const id = present(/\/rebase\/(reb_\w+)\/undo/.exec(after)?.[1])
    expect(await page(`/rebase/${id}/undo`)).toContain(
      'Let the earlier limits of AUROC hold again?',
    )
    const undo = { rebaseId: id, reason: 'It did not last.' }
    await expect(app.registry.run(undoRebase, one.staff, undo)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(undoRebase, other.owner, undo)).rejects.toThrow(NotFound)
    const undone = await app.post(
      `/register/deployments/${one.deploymentId}/monitoring/rebase/${id}/undo`,
      one.owner,
      { reason: 'It did not last.' },
    )
    expect(undone.headers.get('location')).toBe(place)
    await expect(app.registry.run(undoRebase, one.owner, undo)).rejects.toThrow(Conflict)
    expect(await page('?measure=auroc')).not.toContain('Re-based from')
  })
})

describe('slices, versions and data quality', () => {
  test('the address holds the slice, and page, CSV and SVG show the same one', async () => {
    const query = '?figure=sensitivity@working&group=sex%3Dfemale&version=1.0'
    const html = await page(`/explore${query}`)
    expect(html).toContain('Sensitivity at “working”, Sex female, version 1.0, by week')
    const whole = await page('/explore?figure=sensitivity@working&version=1.0')
    for (const words of ['Do scores agree with outcomes?', 'Net benefit by threshold']) {
      expect(whole).toContain(words)
      expect(html).not.toContain(words)
    }
    const csv = await page(`/explore.csv${query}`)
    const lines = csv.trim().split('\r\n')
    expect(lines).toHaveLength(13)
    expect(lines[0]).toContain('group_by,group_value')
    expect(
      lines.slice(1).every((line) => line.includes(',1.0,') && line.includes(',sex,female,')),
    ).toBe(true)
    const svg = await page(`/explore.svg${query}`)
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
    expect(svg).toContain(
      '<title>Sensitivity at “working”, Sex female, version 1.0, by week</title>',
    )
  })

  test('another chart and every curve stand on the page and in files, or it says why not', async () => {
    const html = await page('/explore?figure=auroc&chart=ewma')
    expect(html).toContain('AUROC, by week, EWMA')
    expect(html).toContain('The moving average of AUROC is outside its limits, the wrong way.')
    expect(html).toMatch(/explore\.svg\?[^"]*chart=ewma/)
    expect(await page('/explore.csv?figure=auroc&chart=cusum')).toContain('sum_above,sum_below')
    expect(await page('/explore.svg?figure=auroc&chart=cusum')).toMatch(/^<svg xmlns.*CUSUM/s)
    expect(await page('/explore?figure=auroc&chart=vlad')).toContain('cannot be drawn of this')
    expect(await page('/explore?figure=oe&chart=vlad')).toContain('events than the scores expected')
    for (const curve of ['calibration', 'benefit', 'roc', 'precision']) {
      expect(html).toMatch(new RegExp(`explore\\.svg\\?[^"]*curve=${curve}`))
      expect(await page(`/explore.svg?figure=auroc&curve=${curve}`)).toMatch(/^<svg xmlns/)
      expect(
        (await page(`/explore.csv?figure=auroc&curve=${curve}`)).split('\r\n').length,
      ).toBeGreaterThan(5)
    }
  })

  test('a figure that never has an interval says why, and others do not', async () => {
    const why = 'No interval is given: noise alone raises this error'
    const html = await page('/explore?figure=ece_width10')
    expect(html).toContain(why)
    expect(html).toMatch(
      /If these scores were exactly right, chance alone would make it 0\.\d{3} on average in .* \([\d,]+ cases\), where it is 0\.\d{3}\./,
    )
    expect(html).toMatch(/0\.\d+ by chance alone/)
    const [head = '', first = ''] = (await page('/explore.csv?figure=ece_width10')).split('\r\n')
    const chance = Number(first.split(',')[head.split(',').indexOf('expected')])
    expect(chance).toBeGreaterThan(0)
    expect(chance).toBeLessThan(0.2)
    expect(await page('/explore?figure=brier')).not.toContain('by chance alone')
    expect(await page('/explore.svg?figure=ece_width10')).toContain('No interval is given')
    expect(await page('/explore?figure=auroc')).not.toContain('No interval is given')
    expect(noIntervalOf('sensitivity')).toBeNull()
  })

  test('every curve of a period whose outcomes are still to come says so, on the page and as a file', async () => {
    const newest = addDays(FIRST, 7 * 14)
    const before = app.clock.now().toISOString()
    const said = 'Outcomes of this period are still to come until 19 October 2026'
    for (const [day, times] of [
      [addDays(newest, 7), 4],
      [addDays(newest, 200), 0],
    ] as const) {
      app.clock.set(`${day}T08:00:00Z`)
      const html = await page('/explore?figure=auroc')
      expect(html.split(said).length - 1).toBe(times)
      expect(html.split(/Net benefit by threshold\.[^<]*, still filling/).length > 1).toBe(
        times > 0,
      )
      for (const curve of ['calibration', 'benefit', 'roc', 'precision']) {
        const svg = await page(`/explore.svg?figure=auroc&curve=${curve}`)
        expect(svg.includes('still filling')).toBe(times > 0)
      }
    }
    app.clock.set(before)
  })

  test('groups of a period whose outcomes are still to come say so', async () => {
    const newest = addDays(FIRST, 7 * 14)
    const shown = async (day: string): Promise<string> => {
      app.clock.set(`${day}T08:00:00Z`)
      return page(`?window=${newest}`)
    }
    const before = app.clock.now().toISOString()
    const filling = await shown(addDays(newest, 7))
    const complete = await shown(addDays(newest, 200))
    app.clock.set(before)
    expect(filling).toContain('the week of 5 October 2026, still filling')
    expect(filling).toContain('Outcomes of this period are still to come')
    expect(complete).toContain('by group, the week of 5 October 2026')
    expect(complete).not.toContain('Outcomes of this period are still to come')
  })

  test('a slice of others is not found, and a date that is none is said', async () => {
    const path = `/register/deployments/${one.deploymentId}/monitoring/explore`
    expect((await app.get(path, other.owner)).status).toBe(404)
    expect((await app.get(`${path}?from=soon`, one.owner)).status).toBe(422)
  })

  test('versions stand beside one another with what changed', async () => {
    const html = await page('/versions')
    expect(html).toContain('Versions before and after')
    expect(html).toMatch(
      /Sensitivity at “working” by version[\s\S]*1\.1[\s\S]*worse, more than chance/,
    )
  })

  test('data quality counts rows, gaps and what is due', async () => {
    const html = await page('/quality')
    expect(html).toContain('14 of the last 18 periods came late.')
    expect(html).toContain('200 (100%)')
    expect(html).not.toContain('wr-columns')
    const data = await app.get(
      `/register/deployments/${one.deploymentId}/monitoring/data`,
      one.owner,
    )
    expect(await data.text()).toMatch(/wr-columns__side.*<h2[^>]*>What came in</s)
    expect(
      (await app.get(`/register/deployments/${one.deploymentId}/monitoring/quality`, other.owner))
        .status,
    ).toBe(404)
  })
})

test('how many cases are needed is answered by address alone, and errors keep what was typed', async () => {
  const ask = (query: string) => app.get(`/monitoring/how-many-cases${query}`, one.staff)
  expect(await (await ask('')).text()).toContain('To know a share to within some points')
  const asked = await (await ask('?question=share')).text()
  expect(asked).toContain('method="get"')
  expect(asked).not.toContain('How this is worked out')
  const answered = await ask('?question=share&expected=90%25&within=0.03&perWeek=40')
  const html = await answered.text()
  expect(html).toContain('388 cases give a 95% interval of at most 3 points either side')
  expect(html).toContain('At 40 a week that takes 10 weeks.')
  const refused = await ask('?question=share&expected=nine&within=0.03')
  expect(refused.status).toBe(422)
  const again = await refused.text()
  expect(again).toMatch(/<title>Error: .*<a href="#field-expected">.*value="nine"/s)
})
