import { describe, expect, test } from 'vitest'
import { pPrimeChart } from '#statistics/p-chart.js'
import { chanceOf } from '../signals/multiplicity.js'
import { judgeSeries } from '../signals/rules.js'
import { chartOf } from './series.js'
import { pointOf } from '../testing/points.js'

const DENOMINATORS = [400, 90, 150, 260, 320, 80, 500, 110, 240, 190, 300, 120, 210]
const SHARES = [0.1, 0.12, 0.08, 0.11, 0.09, 0.1, 0.12, 0.09, 0.11, 0.1, 0.09, 0.1]

const rules = { minimumEvents: 8, limitsAfter: null, gateVersion: null, rebases: [] }
const judging = {
  ...rules,
  rules: ['special-cause'] as const,
  concernRule: 'two-periods-or-past-limit' as const,
}
const measured = (measure: string) => ({
  measure,
  threshold: '',
  direction: 'decrease' as const,
  passMark: null,
})

const counted = (place: number, numerator: number, denominator: number, per: number) =>
  pointOf(place, {
    source: 'typed',
    value: (per * numerator) / denominator,
    numerator,
    denominator,
    n: denominator,
    events: null,
    nonEvents: null,
  })

const shares = (last: number) =>
  DENOMINATORS.map((denominator, place) =>
    counted(place, Math.round((SHARES[place] ?? last) * denominator), denominator, 1),
  )
const rates = (last: number) =>
  DENOMINATORS.map((denominator, place) =>
    counted(place, place < 12 ? 4 + (place % 3) : last, denominator * 10, 1000),
  )
const values = (all: readonly number[]) =>
  all.map((value, place) => pointOf(place, { source: 'typed', value, numerator: null }))

describe('limits by the kind of a measure', () => {
  test('a share has the limits of a p′ chart, wider where fewer are counted', () => {
    const series = shares(0.1)
    const chart = chartOf(series, measured('typed-share'), rules)
    const plain = pPrimeChart(
      series.map(({ numerator, denominator }) => ({ numerator, denominator })),
    )
    expect(chart?.method).toBe('p-prime-chart/1')
    expect(chart?.points.map(({ upl }) => upl)).toEqual(plain.points.map(({ ucl }) => ucl))
    expect(chart?.points[1]?.upl).toBeGreaterThan(chart?.points[0]?.upl ?? 1)
    expect(chart?.variation_icon).toBe('common_cause')
  })

  test.each([
    ['typed-share', shares(0.3), 'p-prime-chart/1'],
    ['typed-rate', rates(60), 'u-prime-chart/1'],
    ['typed-cases', values([9, 12, 7, 15, 11, 8, 14, 10, 12, 9, 11, 13, 90]), 'g-chart/1'],
    ['typed-days', values([9, 12, 7, 15, 11, 8, 14, 10, 12, 9, 11, 13, 190]), 't-chart/1'],
    [
      'typed-count',
      values([9, 12, 7, 15, 11, 8, 14, 10, 12, 9, 11, 13, 60]),
      'xmr-making-data-count/1',
    ],
  ])(
    '%s: a last point outside the limits is found, and its chance is small',
    (id, series, method) => {
      const fixed = { ...rules, limitsAfter: 12 }
      const chart = chartOf(series, measured(id), fixed)
      expect(chart?.method).toBe(method)
      expect(chart?.points.at(-1)?.special_cause_type).toBe('Above UCL')
      expect(judgeSeries(series, measured(id), { ...judging, limitsAfter: 12 })).toMatchObject([
        { rule: 'outside-limit', way: 'wrong' },
      ])
      expect(chanceOf(series, measured(id), fixed)).toBeLessThan(0.003)
    },
  )

  test('a share whose counts are not known is drawn as single values', () => {
    const bare = shares(0.1).map((point) => ({ ...point, numerator: null, denominator: null }))
    expect(chartOf(bare, measured('typed-share'), rules)?.method).toBe('xmr-making-data-count/1')
  })

  test('where nothing changes there are no limits, no signal and a sentence that says why', () => {
    const still = DENOMINATORS.map((_, place) => counted(place, 10, 100, 1))
    const chart = chartOf(still, measured('typed-share'), rules)
    expect(
      chart?.points.every(
        ({ upl, special_cause_type }) => upl === null && special_cause_type === null,
      ),
    ).toBe(true)
    expect(chart?.warnings[0]).toContain('do not change')
    expect(judgeSeries(still, measured('typed-share'), judging)).toEqual([])
  })
})
