import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Conflict, Invalid, NotAllowed } from '#kernel/errors.js'
import { withoutDeletions } from '#registry/deletion-lock.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { fixPlan, switchOffIntake, switchOnIntake } from '../index.js'
import {
  madeRows,
  makeMonitored,
  makeVersion,
  planFor,
  type Monitored,
  present,
} from '../testing/monitored.js'

let app: TestApp
let one: Monitored
let other: Monitored

const decision = () => ({
  deploymentId: one.deploymentId,
  controllerName: 'Example Trust, as controller',
  reason: 'Outcomes are kept in another system.',
  processorAgreement: 'Agreement 12, signed 1 October 2026',
  retentionDays: 60,
})

const prediction = (id: string, changes: object = {}) => ({
  event_id: `p-${id}`,
  prediction_id: id,
  at: '2026-10-20T09:30:00Z',
  score: 0.7,
  ...changes,
})

const send = async (kind: 'predictions' | 'outcomes', body: unknown, actor = one.analyst) => {
  const response = await app.api('POST', `/deployments/${one.deploymentId}/${kind}`, actor, body)
  return { status: response.status, body: (await response.json()) as Answer }
}
interface Answer {
  accepted: number
  duplicate: number
  rejected: { index: number; event_id: string | null; code: string; message: string }[]
  code?: string
  detail?: string
  current?: { reason: string }
}

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const product = await makeVersion(app)
  one = await makeMonitored(app, present(trusts[0]), product)
  other = await makeMonitored(app, present(trusts[1]), product)
})
afterAll(() => app.close())

describe('the switch', () => {
  test('rows are refused while it is off, with how to summarise them', async () => {
    const { status, body } = await send('predictions', [prediction('1')])
    expect(status).toBe(409)
    expect(body.current).toEqual({ reason: 'intake_off' })
    expect(body.detail).toContain('npx wardround summarise FILE')
    const page = await app.get(
      `/register/deployments/${one.deploymentId}/monitoring/data`,
      one.administrator,
    )
    expect(await page.text()).toContain('Rows are not taken in')
  })

  test('only an administrator may, with a plan, and not shorter than the follow-up', async () => {
    await expect(app.registry.run(switchOnIntake, one.owner, decision())).rejects.toThrow(
      NotAllowed,
    )
    await expect(app.registry.run(switchOnIntake, one.administrator, decision())).rejects.toThrow(
      Conflict,
    )
    await app.registry.run(fixPlan, one.owner, planFor(one))
    const short = { ...decision(), retentionDays: 5 }
    await expect(app.registry.run(switchOnIntake, one.administrator, short)).rejects.toThrow(
      Invalid,
    )
    await app.registry.run(switchOnIntake, one.administrator, decision())
    const [line] = await app.sql(
      `select reason, actor_id from audit where command = 'monitoring.switch-on-intake'`,
    )
    expect(line).toMatchObject({ actor_id: one.administrator.id, reason: decision().reason })
  })

  test('while it is on, the page says whose decision, and that rows are personal data', async () => {
    const page = await app.get(
      `/register/deployments/${one.deploymentId}/monitoring/data`,
      one.staff,
    )
    const html = await page.text()
    expect(html).toContain('Pseudonymous rows are personal data')
    expect(html).toContain('Agreement 12, signed 1 October 2026')
    expect(html).not.toContain('no patient data')
    const others = await app.get(
      `/register/deployments/${one.deploymentId}/monitoring/data`,
      other.administrator,
    )
    expect(others.status).toBe(404)
  })
})

describe('a batch of rows', () => {
  test('each is accepted, had already, or refused with a reason', async () => {
    const batch = [
      prediction('1'),
      prediction('2', { score: 'high' }),
      prediction('3', { at: 'yesterday' }),
      prediction('4', { version: '9.9' }),
      prediction('5', { at: '2026-09-01T09:00:00Z' }),
      prediction('6', { at: '2026-12-01T09:00:00Z' }),
      { ...prediction('7'), nhs_number: '1' },
      prediction('8', { decision: 1, version: '1.0', site: 'Main', groups: { sex: 'female' } }),
      { event_id: 'p-9' },
      prediction('10', { groups: { '': 'female' } }),
    ]
    const { status, body } = await send('predictions', batch)
    expect(status).toBe(200)
    expect(body).toMatchObject({ accepted: 2, duplicate: 0 })
    expect(body.rejected.map(({ index, code }) => [index, code])).toEqual([
      [1, 'malformed'],
      [2, 'malformed'],
      [3, 'version_unknown'],
      [4, 'window_final'],
      [5, 'in_the_future'],
      [6, 'unknown_field'],
      [8, 'missing'],
      [9, 'malformed'],
    ])
    const again = await send('predictions', batch)
    expect(again.body).toMatchObject({ accepted: 0, duplicate: 2 })
    const changed = await send('predictions', [prediction('1', { score: 0.2 })])
    expect(changed.body.rejected[0]).toMatchObject({ index: 0, event_id: 'p-1', code: 'conflict' })
  })

  test.each([
    ['an e-mail address', { site: 'ward@example.nhs.uk' }],
    ['a postcode', { groups: { area: 'SW1A 1AA' } }],
    ['a telephone number', { groups: { call: '020 7946 0000' } }],
    ['an NHS number', { groups: { id: '943 476 5919' } }],
    ['an e-mail address as an id', { prediction_id: 'jo@example.com' }],
    ['an NHS number as an id', { prediction_id: '9434765919' }],
  ])('%s is refused and not repeated', async (_, changes) => {
    const { body } = await send('predictions', [prediction('identifiable', changes)])
    expect(body.accepted).toBe(0)
    expect(body.rejected[0]).toMatchObject({ code: 'identifiable', event_id: null })
    const value = Object.values(changes).flatMap((one) =>
      typeof one === 'string' ? [one] : Object.values(one),
    )
    expect(JSON.stringify(body)).not.toContain(value[0])
  })

  test('NDJSON is read line by line; a body that is neither is refused whole', async () => {
    const lines = [JSON.stringify(prediction('20')), '{broken', JSON.stringify(prediction('21'))]
    const { status, body } = await send('predictions', lines.join('\n'))
    expect(status).toBe(200)
    expect(body.accepted).toBe(2)
    expect(body.rejected[0]).toMatchObject({ index: 1, code: 'unreadable' })
    expect((await send('predictions', '[{"event_id":')).status).toBe(422)
    expect((await send('predictions', 'score\n0.5')).status).toBe(422)
    expect((await send('predictions', [])).status).toBe(422)
    const many = Array.from({ length: 10_001 }, () => ({}))
    expect((await send('predictions', many)).status).toBe(413)
  })

  test('a body over eight megabytes is refused, whether or not it says how long it is', async () => {
    const path = `/deployments/${one.deploymentId}/predictions`
    const large = `${JSON.stringify(prediction('50'))}\n`.padEnd(8 * 1024 * 1024 + 1, ' ')
    const told = { 'content-length': String(large.length) }
    for (const headers of [{}, told]) {
      const response = await app.api('POST', path, one.analyst, large, headers)
      expect(response.status).toBe(413)
      expect(await response.text()).toContain('The body is too large')
    }
  })

  test('a member of staff may not, and another organisation finds nothing', async () => {
    expect((await send('predictions', [prediction('30')], one.staff)).status).toBe(403)
    expect((await send('predictions', [prediction('30')], other.analyst)).status).toBe(404)
  })

  test('is receipted after it is kept, once for the same answer', async () => {
    await send('outcomes', [
      { event_id: 'o-1', prediction_id: '1', known_at: '2026-10-25T12:00:00Z', outcome: 1 },
    ])
    const receipts = await app.sql(
      `select kind, accepted from intake_receipts where deployment_id = $1 and kind = 'outcomes'`,
      [one.deploymentId],
    )
    expect(receipts).toEqual([{ kind: 'outcomes', accepted: 1 }])
  })
})

const current = () =>
  app.sql<{ n: number; value: number; events: number; figures_id: string }>(
    `select n, value, events, figures_id from points where deployment_id = $1 and superseded_by is null
       and measure = 'auroc' and group_by = '' and window_from = '2026-11-02'`,
    [one.deploymentId],
  )

const week = (place: number) => new Date(Date.UTC(2026, 10, 2 + 7 * place, 9)).toISOString()

const sendWeek = async (place: number, good: number) => {
  const rows = madeRows(90, good)
  const predictions = rows.map((row, index) => ({
    event_id: `w${place}-${index}`,
    prediction_id: `w${place}-${index}`,
    at: week(place),
    score: row.score,
    groups: row.groups,
  }))
  expect((await send('predictions', predictions)).body.accepted).toBe(90)
  return rows.map((row, index) => ({
    event_id: `o${place}-${index}`,
    prediction_id: `w${place}-${index}`,
    known_at: new Date(Date.parse(week(place)) + 5 * 86_400_000).toISOString(),
    outcome: row.outcome,
  }))
}

describe('windows of rows', () => {
  test('are closed once they have ended, and tallied again for late outcomes, beside the old', async () => {
    app.clock.set('2026-11-08T10:00:00Z')
    const outcomes = await sendWeek(0, 9)
    await send('outcomes', outcomes.slice(0, 60))
    await app.tick('monitoring.close-windows')
    expect(await current()).toEqual([])
    app.clock.set('2026-11-09T01:00:00Z')
    await app.tick('monitoring.close-windows')
    expect(await current()).toMatchObject([{ n: 60 }])
    const [figures] = await app.sql(
      `select pending, rows, used from window_figures where superseded_by is null and deployment_id = $1 and window_from = '2026-11-02'`,
      [one.deploymentId],
    )
    expect(figures).toEqual({ pending: 30, rows: 90, used: 60 })
    const before = await current()
    await app.tick('monitoring.close-windows')
    expect(await current()).toEqual(before)
    app.clock.set('2026-11-12T01:00:00Z')
    await send('outcomes', outcomes.slice(60))
    await app.tick('monitoring.close-windows')
    expect(await current()).toMatchObject([{ n: 90, events: 30 }])
    const old = await app.sql(`select superseded_by from points where figures_id = $1 limit 1`, [
      present(before[0]).figures_id,
    ])
    expect(present(old[0])['superseded_by']).toMatch(/^win_/)
  })

  test('a corrected outcome counts, and immature points raise nothing', async () => {
    const fix = {
      event_id: 'fix-1',
      prediction_id: 'w0-0',
      known_at: '2026-11-11T12:00:00Z',
      outcome: 0,
    }
    await send('outcomes', [fix])
    await app.tick('monitoring.close-windows')
    expect(await current()).toMatchObject([{ n: 90, events: 29 }])
    expect(
      await app.sql(`select 1 from signals where deployment_id = $1`, [one.deploymentId]),
    ).toEqual([])
  })

  test('when final, rows stay while a backup runs, so that it has what its registry says', async () => {
    app.clock.set('2026-12-01T01:00:00Z')
    const scope = { organisationId: one.organisation.id, deploymentId: one.deploymentId }
    const before = await app.telemetry.counts(scope)
    expect(before.predictions).toBeGreaterThan(0)
    await withoutDeletions(app.registry.pool, async () => {
      await app.tick('monitoring.close-windows')
      expect(await app.telemetry.counts(scope)).toEqual(before)
    })
  })

  test('when final, rows are deleted and later events are refused and listed', async () => {
    app.clock.set('2026-12-01T01:00:00Z')
    await app.tick('monitoring.close-windows')
    const counts = await app.telemetry.counts({
      organisationId: one.organisation.id,
      deploymentId: one.deploymentId,
    })
    expect(counts).toEqual({ predictions: 0, outcomes: 0 })
    expect(await current()).toMatchObject([{ n: 90 }])
    const late = await send('predictions', [prediction('late', { at: week(0) })])
    expect(late.body.rejected[0]).toMatchObject({ code: 'window_final', event_id: 'p-late' })
    const lateOutcome = { event_id: 'late-o', prediction_id: 'w0-1', known_at: week(0), outcome: 1 }
    expect((await send('outcomes', [lateOutcome])).body.rejected[0]).toMatchObject({
      code: 'window_final',
    })
    const [receipt] = await app.sql(
      `select window_final from intake_receipts order by id desc limit 1`,
    )
    expect(receipt).toEqual({ window_final: 1 })
  })

  test('a label that cannot be summarised is a problem on the page, not a fault', async () => {
    const odd = Array.from({ length: 120 }, (_, place) =>
      prediction(`odd-${place}`, { at: '2026-11-24T09:00:00Z', groups: { room: `room ${place}` } }),
    )
    await send('predictions', odd)
    await app.tick('monitoring.close-windows')
    const page = await app.get(
      `/register/deployments/${one.deploymentId}/monitoring/data`,
      one.staff,
    )
    expect(await page.text()).toContain('It looks like free text or an identifier')
  })

  test('figures that stay away are a signal, once: of one site first, of all when the other stopped too', async () => {
    app.clock.set('2027-02-10T01:00:00Z')
    await app.tick('monitoring.close-windows')
    await app.tick('monitoring.close-windows')
    const signals = await app.sql<{ site: string; way: string }>(
      `select site, way from signals
        where deployment_id = $1 and rule = 'missing-data' order by id`,
      [one.deploymentId],
    )
    expect(signals).toEqual([
      { site: 'Main', way: 'missing' },
      { site: '', way: 'missing' },
    ])
  })

  test('switched off, rows are refused again', async () => {
    const input = { deploymentId: one.deploymentId, reason: 'Summaries are enough.' }
    await app.registry.run(switchOffIntake, one.administrator, input)
    expect((await send('predictions', [prediction('40')])).status).toBe(409)
    await expect(app.registry.run(switchOffIntake, one.administrator, input)).rejects.toThrow(
      Conflict,
    )
  })
})
