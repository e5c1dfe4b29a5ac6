import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp, type TestApp } from '../../../../tests/support/test-app.js'
import { judgeDeployments } from '../closing/close-window.js'
import { driftFigures } from './drift-points.js'
import { fixPlan, takeSummary } from '../index.js'
import type { ScoredWindow } from './score-store.js'
import { summarise } from '../summary/summarise.js'
import type { SummaryRow } from '../summary/summary-row.js'
import {
  jobIn,
  madeRows,
  makeMonitored,
  makeVersion,
  planFor,
  present,
  type Monitored,
} from '../testing/monitored.js'

const NO_GATE = { day: null, version: null }
const spread = (low: number, high: number) => [
  { low: null, high: 0.3, rows: low },
  { low: 0.3, high: 0.6, rows: 100 },
  { low: 0.6, high: null, rows: high },
]
const windowOf = (month: number, changes: Partial<ScoredWindow> = {}): ScoredWindow => ({
  from: `2026-0${month}-01`,
  to: `2026-0${month}-28`,
  versionName: '1.0',
  maturesOn: '2026-12-01',
  rows: 300,
  excluded: {},
  reasonsKept: true,
  known: [],
  awaited: spread(100, 100),
  ...changes,
})
const windows = [
  ...[1, 2, 3, 4].map((month) => windowOf(month)),
  windowOf(5, { awaited: spread(150, 50) }),
  windowOf(6, { awaited: [], excluded: { missing_score: 30 } }),
]

describe('figures of drift', () => {
  test('later windows have the index against the reference, which has none itself', () => {
    const figures = driftFigures(windows, ['score_psi'], NO_GATE)
    expect(figures.map(({ window }) => window.from)).toEqual(['2026-05-01'])
    // Worked out by hand: (1/2 - 1/3) ln(3/2) + (1/6 - 1/3) ln(1/2).
    const stability = (1 / 6) * Math.log(1.5) + (1 / 6) * Math.log(2)
    expect(figures[0]?.figure).toMatchObject({
      n: 300,
      method: 'psi-reference-periods/2',
    })
    expect(figures[0]?.figure.value).toBeCloseTo(stability, 12)
    expect(figures[0]?.figure.low).toBeGreaterThan(0.05)
    expect(figures[0]?.figure.low).toBeLessThan(stability)
    expect(figures[0]?.figure.high).toBeGreaterThan(stability)
  })

  test('the reference is what the gate saw', () => {
    const figures = driftFigures(windows, ['score_psi'], { day: '2026-02-28', version: '1.0' })
    expect(
      figures.map(({ window, figure }) => [window.from.slice(5, 7), figure.value === 0]),
    ).toEqual([
      ['03', true],
      ['04', true],
      ['05', false],
    ])
  })

  test('missing values are shares of all rows with their interval, and of no rows nothing', () => {
    const some = [
      ...windows.slice(5),
      windowOf(7, { rows: 0 }),
      windowOf(8, { reasonsKept: false }),
    ]
    const figures = driftFigures(some, ['missing_score', 'missing_outcome'], NO_GATE)
    expect(figures).toMatchObject([
      { measure: 'missing_score', figure: { value: 0.1, numerator: 30, denominator: 300, n: 300 } },
      { measure: 'missing_outcome', figure: { value: 0, numerator: 0 } },
    ])
    expect(figures[0]?.figure.low).toBeCloseTo(0.0711, 3)
  })
})

describe('drift as a measure of a plan', () => {
  let app: TestApp
  let one: Monitored
  beforeAll(async () => {
    app = await testApp()
    const { trusts } = await app.world.system(1)
    one = await makeMonitored(app, present(trusts[0]), await makeVersion(app))
  }, 120_000)
  afterAll(() => app.close())

  const weeks = ['2026-08-31', '2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28', '2026-10-05']
  const send = async (place: number, rows: readonly SummaryRow[]): Promise<void> => {
    const from = weeks[place] ?? ''
    const to = weeks[place + 1] ?? '2026-10-12'
    const summary = summarise(rows, {
      windows: { kind: 'whole', window: { from, to } },
      thresholds: [{ name: 'working', value: 0.5 }],
      generator: { name: 'test', version: '1' },
    })
    const input = { deploymentId: one.deploymentId, summary: { ...summary, digest: null } }
    await app.registry.run(takeSummary, one.analyst, input)
  }
  const points = () =>
    app.sql<{ measure: string; window_from: string; value: number }>(
      `select measure, window_from::text, value from points where superseded_by is null
         and measure in ('score_psi', 'missing_score') order by window_from, measure`,
    )
  const trail = () =>
    app.sql(
      `select command, subject_id, reason, before, after from audit where after ? 'drift' order by id`,
    )
  const moved = madeRows(300).map((row) => ({ ...row, score: (row.score ?? 0) ** 0.5 }))

  test('is filled in for what is stored when the plan is fixed, and comes with each summary', async () => {
    for (const place of [0, 1, 2, 3]) await send(place, madeRows(300))
    await send(4, moved)
    expect(await points()).toEqual([])
    const measures = [
      { measure: 'score_psi', direction: 'decrease', passMark: 0.2 },
      { measure: 'missing_score', direction: 'decrease', passMark: 0.05 },
    ]
    await app.registry.run(fixPlan, one.owner, planFor(one, { measures }))
    const filled = await points()
    expect(filled.map(({ measure, window_from: from }) => `${from} ${measure}`)).toEqual([
      ...weeks.slice(0, 4).map((from) => `${from} missing_score`),
      '2026-09-28 missing_score',
      '2026-09-28 score_psi',
    ])
    expect(filled.at(-1)?.value).toBeGreaterThan(0.2)
    const [drifted] = await app.sql<{ low: number; high: number }>(
      `select low, high from points where measure = 'score_psi'`,
    )
    expect(drifted?.low).toBeGreaterThan(0.2)
    expect(drifted?.high).toBeGreaterThan(filled.at(-1)?.value ?? NaN)
    const gaps = madeRows(300).map((row, place) => (place < 60 ? { ...row, score: null } : row))
    await send(5, gaps)
    expect((await points()).slice(-2)).toMatchObject([
      { measure: 'missing_score', value: 0.2 },
      { measure: 'score_psi' },
    ])
  })

  test('what supersedes a window brings its own, and the same again changes nothing', async () => {
    const before = await points()
    await send(4, moved)
    expect(await points()).toEqual(before)
    await send(4, madeRows(300))
    const after = await points()
    expect(after).toHaveLength(before.length)
    expect(after.find(({ measure }) => measure === 'score_psi')?.value).toBeLessThan(0.01)
  })

  test('a reference that is superseded supersedes what was held against it, but for final figures', async () => {
    const all = () =>
      app.sql<{ id: string; value: number; superseded_by: string | null; periods: number }>(
        `select id, value, superseded_by, (reference ->> 'periods')::integer as periods
           from points where measure = 'score_psi' order by window_from, computed_at, id`,
      )
    const before = (await all()).filter((one) => one.superseded_by === null)
    expect(before.map(({ periods }) => periods)).toEqual([4, 4])
    const [first] = before
    await app.sql(`update points set final_on = '2026-01-01' where id = $1`, [first?.id])
    for (const table of ['points', 'window_figures'])
      await app.sql(`update ${table} set final_on = '2027-12-31' where window_from = $1`, [
        weeks[5],
      ])
    await send(0, moved)
    const after = await all()
    const current = after.filter((one) => one.superseded_by === null)
    expect(current[0]).toEqual(first)
    expect(current[1]?.value).not.toBe(before[1]?.value)
    const replaced = after.find(({ id }) => id === before[1]?.id)
    expect(replaced).toMatchObject({ value: before[1]?.value, superseded_by: current[1]?.id })
    const [line, ...more] = await trail()
    expect(more).toEqual([])
    expect(line).toMatchObject({
      command: 'monitoring.take-summary',
      subject_id: one.deploymentId,
      reason: 'What score drift is held against has changed.',
      before: { drift: [{ point: replaced?.id, value: replaced?.value, periodFrom: weeks[5] }] },
      after: {
        drift: [{ point: current[1]?.id, value: current[1]?.value, heldAgainst: { periods: 4 } }],
      },
    })
    const count = after.length
    await send(0, moved)
    expect(await all()).toHaveLength(count)
    expect(await trail()).toHaveLength(1)
  })

  test('a period that kept no reasons has no share of missing scores, and the page says so', async () => {
    await app.sql(`update window_figures set excluded = '{}' where window_from = $1`, [weeks[5]])
    await app.registry.run(judgeDeployments, jobIn(one.organisation), {
      deploymentIds: [one.deploymentId],
    })
    const shares = (await points()).filter(({ measure }) => measure === 'missing_score')
    expect(shares.map(({ window_from: from }) => from)).not.toContain(weeks[5])
    expect((await trail()).at(-1)).toMatchObject({
      before: { drift: [{ measure: 'missing_score', value: 0.2 }] },
      after: { drift: [{ measure: 'missing_score', point: null }] },
      reason: expect.stringContaining('was not kept'),
    })
    const address = `/register/deployments/${one.deploymentId}/monitoring/quality`
    const html = await (await app.get(address, one.staff)).text()
    expect(html).toContain('reasons not kept')
    expect(html).toContain('Reasons were not kept by period for figures that came in before')
    expect(html).toContain('left out of 1 period here, the newest before 12 October 2026')
  })

  test('a window that the gate has seen is part of the reference and loses its index', async () => {
    await app.sql(
      `insert into stage_changes (id, organisation_id, deployment_id, from_stage, to_stage, gate, version_id, changed_on, changed_at, changed_by)
       values ('chg_gate', $1, $2, 'pilot', 'implement', 'passed', $3, '2026-12-31', now(), 'test')`,
      [one.organisation.id, one.deploymentId, one.versionId],
    )
    await app.registry.run(judgeDeployments, jobIn(one.organisation), {
      deploymentIds: [one.deploymentId],
    })
    const current = await points()
    // Only the final one is left; the other lies in the reference now.
    expect(current.filter(({ measure }) => measure === 'score_psi')).toHaveLength(1)
  })

  test('is on the page like other measures', async () => {
    const address = `/register/deployments/${one.deploymentId}/monitoring`
    const html = await (await app.get(address, one.staff)).text()
    expect(html).toContain('Score drift')
    expect(html).toContain('Held against the earliest periods')
    expect(html).toContain('Missing scores')
  })
})
