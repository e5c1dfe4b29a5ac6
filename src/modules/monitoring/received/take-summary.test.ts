import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Invalid, NotAllowed, NotFound } from '#kernel/errors.js'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { fixPlan, gatePoint, takeSummary } from '../index.js'
import { nodeSha256 } from '../summary/summarise-command.js'
import { sealSummary } from '../summary/seal-summary.js'
import { summarise } from '../summary/summarise.js'
import type { SummaryRow } from '../summary/summary-row.js'
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

const summaryOf = (rows: readonly SummaryRow[], from = '2026-10-05', version?: string) =>
  sealSummary(
    summarise(
      rows.map((row) => ({ ...row, ...(version === undefined ? {} : { version }) })),
      {
        windows: {
          kind: 'whole',
          window: {
            from,
            to: new Date(Date.parse(from) + 7 * 86_400_000).toISOString().slice(0, 10),
          },
        },
        thresholds: [{ name: 'working', value: 0.5 }],
        generator: { name: 'test', version: '1' },
      },
    ),
    nodeSha256,
  )

beforeAll(async () => {
  app = await testApp()
  const { trusts } = await app.world.system(2)
  const product = await makeVersion(app, ['1.0', '2.0'])
  one = await makeMonitored(app, present(trusts[0]), product)
  other = await makeMonitored(app, present(trusts[1]), product)
  await app.registry.run(fixPlan, one.owner, planFor(one))
})
afterAll(() => app.close())

const send = (summary: unknown, actor = one.analyst) =>
  app.registry.run(takeSummary, actor, { deploymentId: one.deploymentId, summary })

const currentPoints = () =>
  app.sql<{ id: string; value: number; n: number; source: string }>(
    `select * from points where deployment_id = $1 and superseded_by is null and group_by = '' and measure = 'auroc'`,
    [one.deploymentId],
  )

describe('take a summary', () => {
  test('stores a point a figure, with interval, denominators and method, and an audit line', async () => {
    const taken = await send(await summaryOf(madeRows(120)))
    expect(taken).toMatchObject({ added: 1, superseded: 0, unchanged: 0 })
    const [point] = await app.sql(
      `select * from points where deployment_id = $1 and measure = 'sensitivity' and group_by = ''`,
      [one.deploymentId],
    )
    expect(point).toMatchObject({
      threshold: 'working',
      numerator: 36,
      denominator: 40,
      n: 120,
      method: 'sensitivity-wilson/1',
      version_id: one.versionId,
      matures_on: '2026-10-19',
      final_on: '2026-11-02',
      dated_by_sender: true,
    })
    const [line] = await app.sql(
      `select * from audit where subject_id = $1 and command = 'monitoring.take-summary'`,
      [one.deploymentId],
    )
    expect(line).toMatchObject({ actor_id: one.analyst.id })
    const events = await app.sql(`select name from events where name = 'window.closed'`)
    expect(events).toHaveLength(1)
  })

  test('the same summary again changes nothing', async () => {
    const before = await currentPoints()
    const again = await send(await summaryOf(madeRows(120)))
    expect(again).toMatchObject({ added: 0, superseded: 0, unchanged: 1 })
    expect(await currentPoints()).toEqual(before)
  })

  test('a different one for the same window supersedes it and never adds', async () => {
    const [before] = await currentPoints()
    const taken = await send(await summaryOf(madeRows(90)))
    expect(taken).toMatchObject({ added: 0, superseded: 1 })
    const now = await currentPoints()
    expect(now).toHaveLength(1)
    expect(now[0]).toMatchObject({ n: 90 })
    const [old] = await app.sql('select superseded_by from points where id = $1', [
      present(before).id,
    ])
    expect(present(old)['superseded_by']).toMatch(/^win_/)
  })

  test('values and categories are stored beside predictions of the same window, each with its interval', async () => {
    const rows = madeRows(40).map((_, place) => ({
      category: place % 4 === 0 ? 'edited' : 'accepted',
      value: place % 5,
    }))
    const drafts = {
      ...summarise(rows, {
        windows: { kind: 'whole', window: { from: '2026-10-05', to: '2026-10-12' } },
        thresholds: [],
        measure: 'assistive',
        named: 'edit ratio',
        generator: { name: 'test', version: '1' },
      }),
      digest: null,
    }
    expect(await send(drafts)).toMatchObject({ added: 1, superseded: 0 })
    expect(await send(drafts)).toMatchObject({ added: 0, unchanged: 1 })
    const points = await app.sql(
      `select measure, threshold, value, numerator, denominator, method from points
        where deployment_id = $1 and superseded_by is null and measure in ('category', 'mean')
        order by measure, threshold`,
      [one.deploymentId],
    )
    const share = { denominator: 40, method: 'category-share-wilson/1' }
    expect(points).toEqual([
      { measure: 'category', threshold: 'accepted', value: 0.75, numerator: 30, ...share },
      { measure: 'category', threshold: 'edited', value: 0.25, numerator: 10, ...share },
      {
        measure: 'mean',
        threshold: 'edit ratio',
        value: 2,
        numerator: null,
        denominator: null,
        method: 'mean-student-t/1',
      },
    ])
    expect(await currentPoints()).toHaveLength(1)
    const bad = { ...drafts, named: 'jo.bloggs@example.com' }
    await expect(send(bad)).rejects.toThrow(/e-mail address/)
  })

  test('forecasts are stored as bias, mean absolute and root mean squared error of what they are of', async () => {
    const rows = madeRows(40).map((_, place) => ({ predicted: place % 5, observed: 2 }))
    const stays = {
      ...summarise(rows, {
        windows: { kind: 'whole', window: { from: '2026-10-05', to: '2026-10-12' } },
        thresholds: [],
        measure: 'forecast',
        named: 'days of stay',
        generator: { name: 'test', version: '1' },
      }),
      digest: null,
    }
    expect(await send(stays)).toMatchObject({ added: 1, superseded: 0 })
    const points = await app.sql(
      `select measure, threshold, value, n, method from points where deployment_id = $1
        and superseded_by is null and threshold = 'days of stay' order by measure`,
      [one.deploymentId],
    )
    const of = { threshold: 'days of stay', n: 40 }
    expect(points).toEqual([
      { measure: 'bias', value: 0, method: 'mean-from-sums-student-t/1', ...of },
      { measure: 'mae', value: 1.2, method: 'mean-from-sums-student-t/1', ...of },
      { measure: 'rmse', value: Math.SQRT2, method: 'rmse-chi-squared/1', ...of },
    ])
  })

  test('a version the deployment never ran is refused, one it ran is not pooled with another', async () => {
    await expect(send(await summaryOf(madeRows(60), '2026-10-12', '2.0'))).rejects.toThrow(
      /never ran a version called “2.0”/,
    )
    const named = await send(await summaryOf(madeRows(60), '2026-10-12', '1.0'))
    expect(named.added).toBe(1)
  })

  test('a label that identifies somebody, a changed file and a wrong shape are refused', async () => {
    const summary = await summaryOf(madeRows(60), '2026-10-19')
    const cells = summary.cells.map((cell) => ({ ...cell, site: 'jo.bloggs@example.com' }))
    await expect(send({ ...summary, digest: null, cells })).rejects.toThrow(/e-mail address/)
    await expect(send({ ...summary, rows: 61, excluded: { rejected: 1 } })).rejects.toThrow(
      /digest does not match/,
    )
    await expect(send({ format: 'other' })).rejects.toThrow(Invalid)
  })

  test('a member of staff may not, and another organisation sees nothing', async () => {
    const summary = await summaryOf(madeRows(60))
    await expect(send(summary, one.staff)).rejects.toThrow(NotAllowed)
    await expect(send(summary, other.analyst)).rejects.toThrow(NotFound)
    const response = await app.api('GET', `/deployments/${one.deploymentId}/points`, other.analyst)
    expect(response.status).toBe(404)
  })

  test('goes through the API, which says what is wrong', async () => {
    const path = `/deployments/${one.deploymentId}/summaries`
    const response = await app.api('POST', path, one.analyst, await summaryOf(madeRows(90)))
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ unchanged: 1 })
    const refused = await app.api('POST', path, one.analyst, { format: 'other' })
    expect(refused.status).toBe(422)
    const listed = await app.api(
      'GET',
      `/deployments/${one.deploymentId}/points?measure=auroc`,
      one.analyst,
    )
    const body = (await listed.json()) as { points: { value: number; state: string }[] }
    expect(body.points).toHaveLength(2)
    expect(body.points[1]).toMatchObject({ state: 'final', n: 90 })
  })

  test('a gate reads the newest mature point with its pass mark', async () => {
    const point = await app.registry.read(
      {
        kind: 'query',
        name: 'test',
        allow: ['signed-in'],
        input: (await import('zod')).z.object({}),
        run: ({ db, now }: { db: never; now: Date }) => gatePoint(db, one.deploymentId, now),
      } as never,
      one.owner,
      {},
    )
    expect(point).toMatchObject({
      measure: 'auroc',
      passMark: 0.85,
      better: 'higher',
      windowFrom: '2026-10-12',
    })
  })
})
