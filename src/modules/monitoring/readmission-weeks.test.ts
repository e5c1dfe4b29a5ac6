import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays } from '#kernel/time.js'
import { testApp, type TestApp } from '../../../tests/support/test-app.js'
import { fixPlan, switchOnIntake } from './index.js'
import {
  makeMonitored,
  makeVersion,
  planFor,
  type Monitored,
  present,
} from './testing/monitored.js'
import { monitoringVerbs } from './verbs.js'

const LOG = '../shared/data/statistics/diabetes_readmission.csv'
const FIRST = '2026-01-05'
const WEEKS = 6

interface Row {
  id: string
  period: string
  score: string
  outcome: string
  age_band?: string
}

/** The real log is not part of the project: these tests need `../shared` beside it. */
describe.skipIf(!existsSync(LOG))('a real log laid out as consecutive ISO weeks', () => {
  let app: TestApp
  let directory: string
  let byEdge: Monitored
  let byRow: Monitored
  const rows: Row[] = existsSync(LOG)
    ? parse(readFileSync(LOG, 'utf8'), { columns: true, skip_empty_lines: true })
    : []
  const ofWeek = (week: number) => rows.filter(({ period }) => Number(period) === week)

  const pointsOf = (one: Monitored) =>
    app.sql<Record<string, unknown>>(
      `select window_from, measure, threshold, group_value, value, low, high, n, events, numerator from points
       where deployment_id = $1 and superseded_by is null and group_by = '' and window_from < $2
       order by window_from, measure, threshold`,
      [one.deploymentId, addDays(FIRST, 7 * WEEKS)],
    )

  beforeAll(async () => {
    app = await testApp()
    app.clock.set('2026-01-05T08:00:00Z')
    directory = mkdtempSync(join(tmpdir(), 'wardround-weeks-'))
    const { trusts } = await app.world.system(2)
    const product = await makeVersion(app)
    byEdge = await makeMonitored(app, present(trusts[0]), product)
    byRow = await makeMonitored(app, present(trusts[1]), product)
    for (const one of [byEdge, byRow]) {
      await app.registry.run(
        fixPlan,
        one.owner,
        planFor(one, {
          thresholds: [{ name: 'working', value: 0.15 }],
          followUpDays: 30,
          measures: [
            { measure: 'auroc', direction: 'increase', passMark: 0.6 },
            { measure: 'sensitivity', threshold: 'working', direction: 'increase', passMark: null },
            { measure: 'oe', direction: 'increase', passMark: null },
          ],
        }),
      )
    }
    await app.registry.run(switchOnIntake, byRow.administrator, {
      deploymentId: byRow.deploymentId,
      controllerName: 'Example controller',
      reason: 'Readmissions are known 30 days later.',
      processorAgreement: 'Agreement 1',
      retentionDays: 60,
    })
  })
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true })
    await app.close()
  })

  const post = async (kind: string, events: readonly object[]) => {
    const response = await app.api(
      'POST',
      `/deployments/${byRow.deploymentId}/${kind}`,
      byRow.analyst,
      events.map((event) => JSON.stringify(event)).join('\n'),
      { 'content-type': 'application/x-ndjson' },
    )
    const answer = (await response.json()) as { accepted: number; rejected: unknown[] }
    expect([answer.accepted, answer.rejected.length]).toEqual([events.length, 0])
  }

  const sendPredictions = (week: number) =>
    post(
      'predictions',
      ofWeek(week).map(({ id, score }, place) => ({
        event_id: `p${week}-${id}-${place}`,
        prediction_id: `${week}-${id}-${place}`,
        at: `${addDays(FIRST, 7 * week + (place % 7))}T12:00:00`,
        score: Number(score),
      })),
    )

  const sendOutcomes = (week: number) =>
    post(
      'outcomes',
      ofWeek(week).map(({ id, outcome }, place) => ({
        event_id: `o${week}-${id}-${place}`,
        prediction_id: `${week}-${id}-${place}`,
        known_at: `${addDays(FIRST, 7 * week + 33)}T12:00:00Z`,
        outcome: Number(outcome),
      })),
    )

  test('weeks come by row, their outcomes 30 days later; windows close, fill, mature and become final', async () => {
    const states: string[] = []
    for (let week = 0; week < WEEKS + 9; week += 1) {
      app.clock.set(`${addDays(FIRST, 7 * (week + 1))}T02:00:00Z`)
      if (week < WEEKS) await sendPredictions(week)
      if (week >= 5 && week - 5 < WEEKS) await sendOutcomes(week - 5)
      await app.tick('monitoring.close-windows')
      const [first] = await app.sql<{ used: number; rows: number }>(
        `select used, rows from window_figures where deployment_id = $1 and superseded_by is null and window_from = $2`,
        [byRow.deploymentId, FIRST],
      )
      states.push(`${present(first).used === 0 ? 'filling' : 'filled'} ${present(first).rows}`)
    }
    expect(states[0]).toBe(`filling ${ofWeek(0).length}`)
    expect(states[5]).toBe(`filled ${ofWeek(0).length}`)
    const [kept] = await app.sql(
      `select count(*)::int as n from intake_windows where deployment_id = $1 and rows_deleted_at is null`,
      [byRow.deploymentId],
    )
    expect(present(kept)['n']).toBeLessThan(WEEKS)
    const counts = await app.telemetry.counts({
      organisationId: byRow.organisation.id,
      deploymentId: byRow.deploymentId,
    })
    expect(counts.predictions).toBeLessThan(WEEKS * 900)
  })

  test('the same log summarised at the edge gives the same points', async () => {
    const output = join(directory, 'weeks.json')
    const run = (noun: string, options: Record<string, string | string[]>) =>
      present(monitoringVerbs.find((one) => one.noun === noun)).run({
        options,
        progress: () => {},
        now: app.clock.now(),
      } as never)
    await run('summarise', {
      files: [LOG],
      output,
      score: 'score',
      outcome: 'outcome',
      period: 'period',
      first: FIRST,
      every: 'week',
      by: ['sex', 'age_band'],
      threshold: ['working=0.15'],
    })
    app.clock.set('2027-03-01T02:00:00Z')
    const sent = await app.api(
      'POST',
      `/deployments/${byEdge.deploymentId}/summaries`,
      byEdge.analyst,
      readFileSync(output, 'utf8'),
    )
    expect(await sent.json()).toMatchObject({ added: 52, superseded: 0 })
    const [edge, row] = [await pointsOf(byEdge), await pointsOf(byRow)]
    expect(row).toHaveLength(WEEKS * 13)
    for (const [place, point] of row.entries()) {
      const other = present(edge[place])
      expect([
        point['window_from'],
        point['measure'],
        point['n'],
        point['events'],
        point['numerator'],
      ]).toEqual([
        other['window_from'],
        other['measure'],
        other['n'],
        other['events'],
        other['numerator'],
      ])
      for (const figure of ['value', 'low', 'high']) {
        if (point[figure] === null) expect(other[figure]).toBeNull()
        else
          expect(Math.abs((point[figure] as number) - (other[figure] as number))).toBeLessThan(
            1e-12,
          )
      }
    }
  })

  test('the chart shows 52 weeks with limits, and the file of points has them', async () => {
    const path = `/register/deployments/${byEdge.deploymentId}/monitoring`
    const html = await (await app.get(path, byEdge.owner)).text()
    expect(html).toContain('AUROC, by week')
    expect(html).toContain('52 periods')
    expect(html).toContain('xmr-making-data-count/1')
    const csv = await (await app.get(`${path}/points.csv?measure=auroc`, byEdge.owner)).text()
    expect(csv.trim().split('\r\n')).toHaveLength(53)
  })
})
