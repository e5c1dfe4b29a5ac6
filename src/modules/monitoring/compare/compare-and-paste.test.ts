import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { enterFigures } from '../entered/enter-figures.js'
import { fixPlan, takeSummary } from '../index.js'
import { EXPORTED_PROTOBUF } from '../otlp/testing/exported.js'
import { summarise } from '../summary/summarise.js'
import {
  madeRows,
  makeMonitored,
  makeVersion,
  planFor,
  present,
  type Monitored,
} from '../testing/monitored.js'

let app: TestApp
let sites: Monitored[]
let productId: string

const WAITED = { measure: 'typed', threshold: 'Minutes waited', direction: 'decrease' }

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(6)
  const product = await makeVersion(app)
  productId = product.productId
  sites = []
  for (const trust of trusts) sites.push(await makeMonitored(app, trust, product))
  for (const [place, site] of sites.entries()) {
    const measures = [
      { measure: 'auroc', direction: 'increase', passMark: 0.85 },
      { measure: 'sensitivity', threshold: 'working', direction: 'increase', passMark: null },
      WAITED,
    ]
    await app.registry.run(fixPlan, site.owner, planFor(site, { measures }))
    await app.registry.run(takeSummary, site.analyst, {
      deploymentId: site.deploymentId,
      summary: {
        ...summarise(madeRows(300 + 60 * place, place === 5 ? 4 : 9), {
          windows: { kind: 'whole', window: { from: '2026-10-05', to: '2026-10-12' } },
          thresholds: [{ name: 'working', value: 0.5 }],
          generator: { name: 'test', version: '1' },
        }),
        digest: null,
      },
    })
  }
}, 120_000)
afterAll(() => app.close())

const first = (): Monitored => present(sites[0])
const doing = async (actor = first().owner, query = '?figure=sensitivity@working') =>
  (await app.get(`/register/products/${productId}/doing${query}`, actor)).text()

describe('one product across sites', () => {
  test('own figures stand beside what partners share, with how much they differ, and a funnel', async () => {
    const html = await doing()
    expect(html).toContain('Sensitivity at “working” on version 1.0, site by site')
    for (const { organisation } of sites) expect(html).toContain(organisation.name)
    expect(html).toContain('Sites differ more than chance would make them.')
    expect(html).toContain('One figure for all sites would mislead, so none is shown.')
    expect(html).toContain('sites by size')
    expect(html).toContain('6 sites around')
    expect(html).toContain('widened for differences between sites (over-dispersion)')
    expect(html).toContain('this is no ranking')
    const file = async (ending: string) => {
      const at = `/register/products/${productId}/doing${ending}?version=1.0&figure=sensitivity%40working`
      expect(html).toContain(at.replaceAll('&', '&amp;'))
      return (await app.get(at, first().owner)).text()
    }
    const csv = await file('.csv')
    expect(csv.split('\r\n')).toHaveLength(6 + 2)
    expect(csv).toContain(`${first().organisation.name},yes,1.0,sensitivity,working,2026-`)
    for (const ending of ['.svg', '-funnel.svg']) {
      const svg = await file(ending)
      expect(svg).toMatch(/^<svg .*<title>Sensitivity at “working”.*<desc>.*<\/svg>$/s)
      for (const { organisation } of sites) expect(svg).toContain(organisation.name)
    }
  })

  test('who holds back is counted and not named, and four sites have no funnel', async () => {
    await app.sql('update deployments set held_back = true where id = any($1)', [
      sites.slice(3, 5).map(({ deploymentId }) => deploymentId),
    ])
    const html = await doing()
    expect(html).toContain('2 other organisations')
    expect(html).not.toContain(present(sites[3]).organisation.name)
    expect(html).toContain('A funnel is drawn of a share with counts at 5 or more sites.')
    await app.sql('update deployments set held_back = false where held_back')
  })

  test('an organisation of no system, and a supplier, see nobody’s figures', async () => {
    const stranger = await app.world.person(await app.world.organisation('Far Away'), 'analyst')
    const supplier = await app.world.person(
      await app.world.organisation('Supplies', 'supplier'),
      'supplier-contact',
    )
    for (const actor of [stranger, supplier]) {
      expect(await doing(actor)).toContain('No figures to compare yet')
    }
  })
})

describe('the monthly report', () => {
  test('of one tool and of all for the board: alert, advise, assure, with figures and dates', async () => {
    const last = present(sites[5])
    const path = `/register/deployments/${last.deploymentId}/monitoring/report?month=2026-10`
    const html = await (await app.get(path, last.owner)).text()
    expect(html).toMatch(/Alert \([1-9]/)
    expect(html).toContain('the whole interval is past the pass mark, the wrong way')
    expect((await app.get(path, first().owner)).status).toBe(404)
    const board = await app.get('/overviews/monitoring-report?month=2026-10', first().owner)
    const words = await board.text()
    expect(words).toContain('AI tools in October 2026')
    expect(words).toMatch(/Assure \([1-9]/)
    expect(words).not.toContain(last.deploymentId)
    expect((await app.get('/overviews/monitoring-report?month=soon', first().owner)).status).toBe(
      422,
    )
  })
})

const figure = (changes: object = {}) => ({
  name: 'Minutes waited',
  from: '2026-10-05',
  value: 31.5,
  n: 120,
  ...changes,
})
const enter = (actor: Monitored['owner'], figures: object[]) =>
  app.registry.run(enterFigures, actor, { deploymentId: first().deploymentId, figures })

describe('several figures at once', () => {
  test('are all stored or none, by those who may, for their own deployment', async () => {
    await expect(enter(first().staff, [figure()])).rejects.toThrow(NotAllowed)
    await expect(enter(present(sites[1]).analyst, [figure()])).rejects.toThrow(NotFound)
    const bad = [figure(), figure({ name: 'Blood pressure' })]
    await expect(enter(first().analyst, bad)).rejects.toThrow(Invalid)
    const none = await app.sql(`select 1 from points where measure = 'typed'`)
    expect(none).toHaveLength(0)
    const done = await enter(first().analyst, [figure(), figure({ from: '2026-10-12', value: 30 })])
    expect(done).toMatchObject({ added: 2, superseded: 0, unchanged: 0 })
    const audit = await app.sql(`select 1 from audit where command = 'monitoring.enter-figures'`)
    expect(audit).toHaveLength(1)
  })

  test('a correction takes the place of the figure, which stays on record; a repeat does nothing', async () => {
    const answer = await app.api(
      'post',
      `/deployments/${first().deploymentId}/figures`,
      first().analyst,
      { figures: [figure({ value: 29 }), figure({ from: '2026-10-12', value: 30 })] },
    )
    expect(await answer.json()).toMatchObject({ added: 0, superseded: 1, unchanged: 1 })
    const never = await app.api(
      'post',
      `/deployments/${first().deploymentId}/figures`,
      first().analyst,
      { figures: [figure({ value: 29, version: '7' })] },
    )
    expect(never.status).toBe(422)
    expect(await never.text()).toContain('never ran a version called “7”')
    const kept = await app.sql<{ value: number; superseded: boolean }>(
      `select value, superseded_by is not null as superseded from points
        where measure = 'typed' and window_from = '2026-10-05' order by computed_at, id`,
    )
    expect(kept).toEqual([
      { value: 31.5, superseded: true },
      { value: 29, superseded: false },
    ])
  })

  test('pasted rows are looked at first, with the problems of each, then stored', async () => {
    const path = `/register/deployments/${first().deploymentId}/monitoring/paste`
    const table =
      'figure\tdate\tvalue\tn\nMinutes waited\t2026-10-19\t28\t90\nMinutes waited\tsoon\t1\t2'
    const preview = await app.post(path, first().analyst, { table })
    const html = await preview.text()
    expect(preview.status).toBe(200)
    expect(html).toContain('1 figure can be stored.')
    expect(html).toContain('“soon” is no date')
    expect(await app.sql(`select 1 from points where window_from = '2026-10-19'`)).toEqual([])
    const done = await app.post(path, first().analyst, { table, apply: 'yes' })
    expect(done.status).toBe(303)
    expect(await app.sql(`select 1 from points where window_from = '2026-10-19'`)).toHaveLength(1)
    const odd = 'Waits\nfigure;date;value;n\nMinutes waited;2026-10-26;28,5;90'
    const read = await (await app.post(path, first().analyst, { table: odd })).text()
    expect(read).toContain('What you pasted was found in row 2')
    expect(read).toContain('0,85 was read as 0.85')
    const refused = await app.post(path, first().analyst, { table: 'a,b\n1,2' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('The columns are: a, b.')
  })
})

describe('metrics by OTLP', () => {
  const exported = (deployment: string, value = 88) => ({
    resourceMetrics: [
      {
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: 'Seismometer' } },
            { key: 'wardround.deployment', value: { stringValue: deployment } },
          ],
        },
        scopeMetrics: [
          {
            scope: { name: 'Seismo-meter' },
            metrics: [
              {
                name: 'minutes_waited',
                gauge: {
                  dataPoints: [
                    {
                      asDouble: value,
                      timeUnixNano: String(Date.parse('2026-09-15T10:00:00Z') * 1e6),
                      attributes: [{ key: 'wardround.n', value: { intValue: '250' } }],
                    },
                  ],
                },
              },
              { name: 'accuracy', gauge: { dataPoints: [{ asDouble: 0.9 }] } },
            ],
          },
        ],
      },
    ],
  })
  const send = (actor: Monitored['owner'], body: unknown) =>
    app.api('post', '/otlp/v1/metrics', actor, body)

  test('what the plan watches is stored once, the rest is counted with its reason', async () => {
    const body = exported(first().deploymentId)
    for (const value of [88, 88, 77]) {
      const answer = await send(first().analyst, exported(first().deploymentId, value))
      expect(answer.status).toBe(200)
      expect(await answer.json()).toEqual({
        partialSuccess: {
          rejectedDataPoints: '1',
          errorMessage: 'accuracy: it has neither a time nor wardround.from',
        },
      })
    }
    expect(
      await app.sql(
        `select value, n, superseded_by is null as current from points
          where source = 'otlp' order by computed_at, id`,
      ),
    ).toEqual([
      { value: 88, n: 250, current: false },
      { value: 77, n: 250, current: true },
    ])
    const audit = await app.sql(`select 1 from audit where command = 'monitoring.take-metrics'`)
    expect(audit).toHaveLength(2)
    expect((await send(first().staff, body)).status).toBe(403)
    const elsewhere = await send(present(sites[1]).analyst, body)
    expect(await elsewhere.json()).toMatchObject({ partialSuccess: { rejectedDataPoints: '2' } })
    expect(await app.sql(`select 1 from points where source = 'otlp'`)).toHaveLength(2)
  })

  test('an export in protobuf is answered in protobuf', async () => {
    const type = { 'content-type': 'application/x-protobuf' }
    const address = `/otlp/v1/metrics?deployment=${first().deploymentId}`
    const send = async (text: string) =>
      app.api('post', address, first().analyst, Uint8Array.from(Buffer.from(text, 'hex')), type)
    const answer = await send(EXPORTED_PROTOBUF)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type['content-type']])
    const bytes = Buffer.from(await answer.arrayBuffer())
    // Field 1, its length in two bytes, and in it field 1: how many points were not taken.
    expect([bytes[0], bytes[3], bytes[4]]).toEqual([0x0a, 0x08, 7])
    expect(bytes.toString()).toContain('wide: only gauges, sums and histograms')
    const nothing = await send('')
    expect([nothing.status, await nothing.text()]).toEqual([200, ''])
    expect((await send('0a05')).status).toBe(400)
  })

  test('what is no export, and what is too much, is refused with a sentence', async () => {
    const bad = await send(first().analyst, { resourceMetrics: [{ scopeMetrics: 'x' }] })
    expect(bad.status).toBe(400)
    expect(await bad.text()).toContain('resourceMetrics.0.scopeMetrics')
    const point = { asDouble: 1 }
    const metric = { name: 'a', gauge: { dataPoints: Array.from({ length: 600 }, () => point) } }
    const many = { resourceMetrics: [{ scopeMetrics: [{ metrics: [metric, metric] }] }] }
    const refused = await send(first().analyst, many)
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain('There are 1200.')
  })
})
