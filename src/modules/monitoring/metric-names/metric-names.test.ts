import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Conflict, Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { fixPlan } from '../plan/fix-plan.js'
import {
  makeMonitored,
  makeVersion,
  planFor,
  present,
  type Monitored,
} from '../testing/monitored.js'
import { mapMetricName } from './map-name.js'
import { MOST_NAMES } from './name-store.js'
import { showMetricNames } from './show-names.js'
import { unmapMetricName } from './unmap-name.js'

let app: TestApp
let one: Monitored
let other: Monitored

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const product = await makeVersion(app)
  one = await makeMonitored(app, present(trusts[0]), product)
  other = await makeMonitored(app, present(trusts[1]), product)
  await app.registry.run(fixPlan, one.owner, planFor(one))
}, 120_000)
afterAll(() => app.close())

const deciding = (more: object = {}) => ({
  deploymentId: one.deploymentId,
  kind: 'metric',
  name: 'lift',
  role: 'measure',
  measure: 'auroc',
  ...more,
})
const shown = () =>
  app.registry.read(showMetricNames, one.staff, { deploymentId: one.deploymentId })

const send = async (name: string, attributes: Record<string, string> = {}) => {
  const said = Object.entries({
    'wardround.from': '2026-10-05',
    'wardround.n': '90',
    ...attributes,
  })
  const point = {
    asDouble: 0.8,
    attributes: said.map(([key, stringValue]) => ({ key, value: { stringValue } })),
  }
  const metrics = [{ name, gauge: { dataPoints: [point] } }]
  const address = `/otlp/v1/metrics?deployment=${one.deploymentId}`
  const answer = await app.api('post', address, one.analyst, {
    resourceMetrics: [{ scopeMetrics: [{ metrics }] }],
  })
  return (await answer.json()) as { partialSuccess?: { errorMessage: string } }
}

describe('names of metrics', () => {
  test('a name that is not taken shows; decided, its figures are taken; taken back, it is not', async () => {
    expect((await send('lift')).partialSuccess?.errorMessage).toContain('does not watch it')
    await send('lift')
    expect((await shown()).names).toMatchObject([
      {
        kind: 'metric',
        name: 'lift',
        points: 2,
        notTaken: 2,
        reason: 'the plan does not watch it',
      },
    ])
    const page = `/register/deployments/${one.deploymentId}/monitoring/metrics`
    expect(await (await app.get(page, one.staff)).text()).toContain(
      '1 name came in with points that were not taken.',
    )
    await app.registry.run(mapMetricName, one.analyst, deciding())
    expect(await send('lift')).toEqual({})
    expect(await app.sql(`select measure, value from points where source = 'otlp'`)).toEqual([
      { measure: 'auroc', value: 0.8 },
    ])
    expect((await shown()).names).toMatchObject([{ points: 1, notTaken: 0 }])
    const back = { deploymentId: one.deploymentId, kind: 'metric', name: 'lift', revision: 1 }
    await app.registry.run(unmapMetricName, one.analyst, back)
    expect((await send('lift')).partialSuccess).toBeDefined()
    expect(await shown()).toMatchObject({ mappings: [], removed: [{ name: 'lift', revision: 2 }] })
    const lines = await app.sql(
      `select command, before, after from audit where subject_id = $1 and command like '%metric-name' order by id`,
      [one.deploymentId],
    )
    expect(lines).toMatchObject([
      { command: 'monitoring.map-metric-name', after: { metricName: { measure: 'auroc' } } },
      { command: 'monitoring.unmap-metric-name', after: { metricName: null } },
    ])
  })

  test('an attribute that is not known shows with its points, and can be a group', async () => {
    await send('auroc', { Age: '70+' })
    expect((await shown()).names).toContainEqual(
      expect.objectContaining({ kind: 'attribute', name: 'Age', points: 1, notTaken: 1 }),
    )
    expect((await shown()).names.map(({ name }) => name)).not.toContain('auroc')
    const about = { kind: 'attribute', name: 'Age', role: 'group', measure: '' }
    await app.registry.run(mapMetricName, one.analyst, deciding(about))
    expect(await send('auroc', { Age: '70+' })).toEqual({})
    expect((await shown()).names).toContainEqual(
      expect.objectContaining({ kind: 'metric', name: 'auroc', points: 1, notTaken: 0 }),
    )
    expect(await app.sql(`select group_by, group_value from points where group_by <> ''`)).toEqual([
      { group_by: 'Age', group_value: '70+' },
    ])
  })

  test('of two who decide at once the second is told what is stored', async () => {
    const about = deciding({ name: 'gain' })
    await app.registry.run(mapMetricName, one.analyst, about)
    const second = app.registry.run(mapMetricName, one.owner, { ...about, measure: 'brier' })
    await expect(second).rejects.toThrow(Conflict)
    const address = `/register/deployments/${one.deploymentId}/monitoring/metrics/name?kind=metric&name=gain`
    const form = { role: 'measure brier', revision: '0' }
    const page = await (await app.post(address, one.owner, form)).text()
    expect(page).toContain('Now stored: AUROC, by')
    expect(page).toContain('name="revision" value="1"')
    const saved = await app.post(address, one.owner, { ...form, revision: '1' })
    expect(saved.status).toBe(303)
    expect((await shown()).mappings).toContainEqual(
      expect.objectContaining({ name: 'gain', measure: 'brier', revision: 2 }),
    )
  })

  test('whoever may not is refused, and another organisation sees nothing', async () => {
    await expect(app.registry.run(mapMetricName, one.staff, deciding())).rejects.toThrow(NotAllowed)
    const back = { ...deciding(), revision: 2 }
    await expect(app.registry.run(unmapMetricName, one.staff, back)).rejects.toThrow(NotAllowed)
    await expect(app.registry.run(mapMetricName, other.owner, deciding())).rejects.toThrow(NotFound)
    await expect(app.registry.run(unmapMetricName, other.owner, back)).rejects.toThrow(NotFound)
    const theirs = app.registry.read(showMetricNames, other.owner, {
      deploymentId: one.deploymentId,
    })
    await expect(theirs).rejects.toThrow(NotFound)
  })

  test.each([
    ['a measure the plan does not watch', { measure: 'ppv' }, 'that the plan watches'],
    ['a role of the other kind', { role: 'site', measure: '' }, 'that a metric can be'],
    ['no measure', { measure: '' }, 'Choose a measure of the plan.'],
    ['a name of ours', { name: 'wardround.site' }, 'understood as they are'],
    ['a name that identifies', { name: 'nina@example.test' }, 'looks like'],
  ])('%s is refused', async (_, more, words) => {
    const refused = app.registry.run(mapMetricName, one.analyst, deciding({ revision: 2, ...more }))
    await expect(refused).rejects.toThrow(Invalid)
    await expect(refused).rejects.toThrow(words)
  })

  test('REST decides, lists and takes back', async () => {
    const path = `/deployments/${one.deploymentId}/metric-names`
    const about = { kind: 'metric', name: 'by_rest' }
    const put = await app.api('put', path, one.analyst, { ...about, role: 'ignored', revision: 0 })
    expect([put.status, await put.json()]).toEqual([200, { revision: 1 }])
    expect(await send('by_rest')).toEqual({})
    const list = await app.api('get', path, one.analyst)
    expect(await list.json()).toMatchObject({
      mappings: expect.arrayContaining([
        expect.objectContaining({ ...about, role: 'ignored', removed: false }),
      ]) as unknown,
      names: expect.arrayContaining([
        expect.objectContaining({ ...about, points: 1, not_taken: 0 }),
      ]) as unknown,
    })
    const stale = await app.api('delete', path, one.analyst, { ...about, revision: 0 })
    expect(stale.status).toBe(409)
    const gone = await app.api('delete', path, one.analyst, { ...about, revision: 1 })
    expect([gone.status, await gone.json()]).toEqual([200, { revision: 2 }])
  })

  test('names without end are counted together, and none is kept that is no text', async () => {
    const metric = (name: string) => ({ name, gauge: { dataPoints: [{ asDouble: 1 }] } })
    const many = Array.from({ length: MOST_NAMES + 20 }, (_, place) => metric(`name ${place}`))
    const metrics = [metric('a\u0000b'), ...many]
    const answer = await app.api(
      'post',
      `/otlp/v1/metrics?deployment=${one.deploymentId}`,
      one.analyst,
      {
        resourceMetrics: [{ scopeMetrics: [{ metrics }] }],
      },
    )
    expect(answer.status).toBe(200)
    const { names } = await shown()
    const known = names.filter(({ name }) => name !== '')
    expect(known).toHaveLength(MOST_NAMES)
    const nameless = names.find(({ name }) => name === '')
    const counted = known.filter(({ name }) => name.startsWith('name ')).length
    expect(nameless?.points).toBe(1 + many.length - counted)
    app.clock.set('2027-06-01T09:00:00Z')
    expect((await shown()).names).toEqual([])
    await send('another')
    expect((await shown()).names.map(({ name }) => name)).toEqual(['another'])
  })
})
