import { describe, expect, test } from 'vitest'
import type { ChartedPlan } from '../../charts/chart-history.js'
import type { PlanMeasure, Point } from '../../model.js'
import { csv, runChart } from '../../control-charts/testing/run-chart.js'
import { pointOf } from '../../testing/points.js'
import { otherView } from './choose-other.js'
import type { OtherChart, OtherKind } from './other-view.js'

const TODAY = '2026-12-01'
const plan = {
  minimumEvents: 8,
  limitsAfter: 12,
  gateVersion: null,
  rebases: [],
} as unknown as ChartedPlan
const watched = (
  measure: string,
  direction: PlanMeasure['direction'] = 'increase',
): PlanMeasure => ({
  id: '',
  measure,
  threshold: '',
  direction,
  passMark: null,
  target: null,
  onSignal: '',
  unit: '',
})
/** Twelve weeks that go up and down, then six that are lower for good. */
const series = (changes: Partial<Point> = {}): Point[] =>
  Array.from({ length: 18 }, (_, i) =>
    pointOf(i, { value: (i < 12 ? 0.85 : 0.8) + (i % 2) * 0.01, ...changes }),
  )
const view = (kind: OtherKind, points: Point[], measure = watched('auroc')) =>
  otherView(kind, { points, watched: measure, plan }, TODAY)
const chart = (kind: OtherKind, points: Point[], measure?: PlanMeasure): OtherChart => {
  const drawn = view(kind, points, measure)
  if ('why' in drawn) throw new Error(drawn.why)
  return drawn
}

describe('a fall for good', () => {
  test('is found by EWMA from the baseline of the plan, and read in its direction', () => {
    const drawn = chart('ewma', series())
    expect(drawn.headline).toBe('The moving average of AUROC is outside its limits, the wrong way.')
    expect(drawn.tone).toBe('orange')
    const at = drawn.columns.indexOf('outside')
    expect(drawn.rows.slice(0, 12).every((row) => row[at] === 'no')).toBe(true)
    expect(drawn.rows.at(-1)?.[at]).toBe('yes')
    // 0.2 of the first figure and 0.8 of the centre of the first twelve
    expect(drawn.rows[0]?.[4]).toBeCloseTo(0.2 * 0.85 + 0.8 * 0.855, 12)
    expect(chart('ewma', series(), watched('auroc', 'decrease')).tone).toBe('green')
  })

  test.each([
    ['ewma', 'auroc', {}],
    ['cusum', 'auroc', {}],
    ['vlad', 'oe', { value: 1, expected: 60 }],
  ] as const)('a version change is marked on %s', (kind, measure, more) => {
    const points = series(more).map((point, i) => ({
      ...point,
      measure,
      versionName: i < 12 ? '1.0' : '1.1',
    }))
    const { picture } = chart(kind, points, watched(measure))
    expect(picture.data.markers).toEqual([{ at: 12, label: 'version 1.1' }])
    expect(
      chart(kind, series({ ...more, measure }), watched(measure)).picture.data.markers,
    ).toEqual([])
  })

  test('is found by CUSUM, with its two sums past the limit marked', () => {
    const drawn = chart('cusum', series())
    expect(drawn.headline).toContain('AUROC has shifted, the wrong way: the sum of what is below')
    if (drawn.picture.kind !== 'curve') throw new Error('no curve')
    const { marks = [], lines } = drawn.picture.data
    expect(lines.map(({ name }) => name)).toEqual(['above', 'below'])
    expect(marks.length).toBeGreaterThan(0)
    expect(marks.every(({ x, y, rises }) => x >= 12 && y < -5 && !rises)).toBe(true)
  })

  test('a steady series has no signal', () => {
    const steady = series().slice(0, 12)
    expect(chart('ewma', steady).tone).toBe('blue')
    expect(chart('cusum', steady).headline).toBe('No lasting shift of AUROC is found.')
  })
})

test.each(['ewma', 'cusum'] as const)('drift drawn as %s says what it was held against', (kind) => {
  const reference = (from: string, figures: string) => ({
    kind: 'earliest' as const,
    from,
    to: '2026-02-01',
    versionName: '2.1',
    periods: 4,
    figures,
  })
  const points = series({ measure: 'score_psi', reference: reference('2026-01-05', 'now') }).with(
    0,
    pointOf(0, { value: 0.85, measure: 'score_psi', reference: reference('2025-12-01', 'then') }),
  )
  const { note } = chart(kind, points, watched('score_psi', 'decrease'))
  expect(note).toContain(
    'Held against the earliest periods, since none came before a gate: 4 periods from 5 January 2026 up to 1 February 2026, version 2.1.',
  )
  expect(note).toContain('1 earlier period stayed as computed: held against the earliest periods')
  expect(chart(kind, series()).note).not.toContain('Held against')
})

describe('shares of periods of unequal size', () => {
  const share = (place: number, numerator: number, denominator: number): Point =>
    pointOf(place, {
      measure: 'typed-share',
      source: 'typed',
      value: numerator / denominator,
      numerator,
      denominator,
      n: denominator,
    })
  // A tenth in every period, large and small by turns, and at last a third of few.
  const uneven = [
    ...Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? share(i, 41, 400) : share(i, 3, 40))),
    share(12, 10, 30),
  ]
  const limits = (points: Point[]) => {
    const drawn = chart('ewma', points, watched('typed-share', 'decrease'))
    const centre = drawn.rows[0]?.[5]
    return drawn.rows.map((row) => Number(row[7]) - Number(centre))
  }

  test('have each their own standard deviation, by hand', () => {
    const centre = (6 * 44) / (6 * 440)
    const sd = Math.sqrt(centre * (1 - centre))
    const first = 3 * 0.2 * (sd / Math.sqrt(400))
    const second = 3 * Math.hypot(0.2 * (sd / Math.sqrt(40)), 0.8 * 0.2 * (sd / Math.sqrt(400)))
    expect(limits(uneven)[0]).toBeCloseTo(first, 12)
    expect(limits(uneven)[1]).toBeCloseTo(second, 12)
  })

  test('are drawn by `wardround spc` from the same counts as by the page', async () => {
    const rows = uneven.map(({ numerator, denominator }, i) => [
      i + 1,
      numerator ?? '',
      denominator ?? '',
    ])
    const file = csv(rows, 'week,a,b')
    const line = '--numerator a --denominator b --date week --fix 12 --json'
    for (const [as, measure, per] of [
      ['share', 'typed-share', 1],
      ['rate', 'typed-rate', 1000],
    ] as const) {
      const points = uneven.map((point) => ({ ...point, measure, value: per * (point.value ?? 0) }))
      const ewma = await runChart(`spc {file} --chart ewma --as ${as} ${line}`, file)
      const page = chart('ewma', points, watched(measure, 'decrease'))
      ewma.json.points.forEach((point: Record<string, number>, i: number) => {
        const ours = [point['value'], point['y'], point['lcl'], point['ucl']]
        const [value, average, , lower, upper] = page.rows[i]?.slice(3) ?? []
        const theirs = [value, average, lower, upper].map((one) => Number(one) / per)
        ours.forEach((one, place) => expect(one).toBeCloseTo(theirs[place] ?? NaN, 12))
      })
      const cusum = await runChart(`spc {file} --chart cusum --as ${as} ${line}`, file)
      const sums = chart('cusum', points, watched(measure, 'decrease'))
      cusum.json.points.forEach((point: Record<string, number>, i: number) => {
        const [above, below] = sums.rows[i]?.slice(4) ?? []
        expect(point['pos']).toBeCloseTo(Number(above), 10)
        expect(point['neg']).toBeCloseTo(Number(below), 10)
      })
    }
  })

  test('say so, and a figure without its counts is taken as it is', () => {
    const measure = watched('typed-share', 'decrease')
    expect(chart('cusum', uneven, measure).note).toContain('binomial, by its own number')
    const bare = uneven.map((point) => ({ ...point, numerator: null, denominator: null }))
    expect(chart('cusum', bare, measure).note).toContain('of about equal size')
  })

  test('and rates per 1,000 theirs by Poisson', () => {
    const rates = uneven.map((point) => ({
      ...point,
      measure: 'typed-rate',
      value: 1000 * (point.value ?? 0),
    }))
    const drawn = chart('ewma', rates, watched('typed-rate', 'decrease'))
    expect(drawn.note).toContain('Poisson, by its exposure')
    expect(drawn.rows[0]?.[5]).toBeCloseTo(100, 10)
    expect(Number(drawn.rows[0]?.[7]) - 100).toBeCloseTo(0.6 * Math.sqrt(100 / 0.4), 10)
  })
})

test('VLAD adds up what was expected less what happened, each version by itself', () => {
  const points = [
    pointOf(0, { measure: 'oe', value: 0.8, events: 40 }),
    pointOf(1, { measure: 'oe', value: 1.25, events: 50 }),
    pointOf(2, { measure: 'oe', value: 0, events: 0 }),
    pointOf(4, { measure: 'oe', value: 0, events: 0, expected: 3.5 }),
    pointOf(5, { measure: 'oe', value: 2, events: 60, versionName: '1.1' }),
  ]
  const drawn = chart('vlad', points, watched('oe', 'neutral'))
  expect(drawn.rows.map((row) => row.slice(2))).toEqual([
    ['1.0', 50, 40, 10],
    ['1.0', 40, 50, 0],
    ['1.0', 3.5, 0, 3.5],
    ['1.1', 30, 60, -30],
  ])
  expect(drawn.headline).toBe('30.0 more events than the scores expected.')
  expect(drawn.note).toContain('1 period left out: figures came in without the expected number')
})

test.each<[string, OtherKind, Point[], PlanMeasure, string]>([
  [
    'too few periods',
    'ewma',
    series().slice(0, 9),
    watched('auroc'),
    'It needs 12 complete periods with enough cases; there are 9.',
  ],
  ['too few cases', 'cusum', series({ events: 3 }), watched('auroc'), 'there are 0.'],
  [
    'periods that are not complete',
    'ewma',
    series({ maturesOn: '2027-01-01' }),
    watched('auroc'),
    'there are 0.',
  ],
  [
    'figures that do not change',
    'cusum',
    series({ value: 0.9 }),
    watched('auroc'),
    'do not change',
  ],
  [
    'another measure',
    'vlad',
    series(),
    watched('auroc'),
    'Choose the measure “Observed to expected”',
  ],
  ['nothing expected', 'vlad', [], watched('oe'), 'no complete period yet'],
])('%s: it says why there is no chart', (_, kind, points, measure, why) => {
  const drawn = view(kind, points, measure)
  expect('why' in drawn ? drawn.why : '').toContain(why)
})
