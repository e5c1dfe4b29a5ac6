import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cChart } from './c-chart.js'
import { gChart } from './g-chart.js'
import { iChart } from './i-chart.js'
import { pChart, pPrimeChart } from './p-chart.js'
import { runs } from './runs.js'
import { tChart } from './t-chart.js'
import { uChart, uPrimeChart } from './u-chart.js'

const rates = (...rows: readonly (readonly [number | null, number | null])[]) =>
  rows.map(([numerator, denominator]) => ({ numerator, denominator }))

describe('centre and limits by hand', () => {
  it('p: 0.1 of 100 each has limits 0.1 ± 0.09', () => {
    const chart = pChart(rates([10, 100], [5, 100], [15, 100], [20, 100], [0, 100]))
    expect(chart.points[0]).toMatchObject({ cl: 0.1, sigma_signal: false })
    expect(chart.points[0]?.lcl).toBeCloseTo(0.01, 12)
    expect(chart.points[0]?.ucl).toBeCloseTo(0.19, 12)
    expect(chart.points.map((point) => point.sigma_signal)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
  })

  it('u: 16 events over four units have the centre 4 and limits cut at 0', () => {
    const chart = uChart(rates([4, 1], [6, 1], [2, 1], [4, 1]))
    expect(chart.points[0]).toMatchObject({ cl: 4, lcl: 0, ucl: 10, lcl95: 0, ucl95: 8 })
  })

  it('c: a mean of 9 has limits 0 and 18', () => {
    expect(cChart([9, 12, 6, 9]).points[0]).toMatchObject({ cl: 9, lcl: 0, ucl: 18 })
  })

  it('i: moving ranges of 1.128 make the standard deviation 1', () => {
    const chart = iChart([10, 11.128, 10, 11.128])
    expect(chart.points[0]?.ucl).toBeCloseTo(10.564 + 3, 10)
  })

  it('g: the median is drawn and limits come from the mean', () => {
    const chart = gChart([1, 2, 3, 10])
    expect(chart.points[0]).toMatchObject({ cl: 2.5, lcl: 0 })
    expect(chart.points[0]?.ucl).toBeCloseTo(4 + 3 * Math.sqrt(20), 10)
  })

  it('t: is an i chart of the 3.6th root', () => {
    const times = [1, 5, 20, 3, 9]
    const roots = iChart(times.map((time) => time ** (1 / 3.6)))
    expect(tChart(times).points[0]?.ucl).toBeCloseTo((roots.points[0]?.ucl ?? NaN) ** 3.6, 9)
    expect(() => tChart([1, 0])).toThrow('above 0')
  })

  it('keeps the limits of the first points where they are frozen', () => {
    const chart = pChart(rates([10, 100], [10, 100], [90, 100]), { freeze: 2 })
    expect(chart.points[2]).toMatchObject({ cl: 0.1, sigma_signal: true })
    expect(() => cChart([1, 2], { freeze: 1 })).toThrow('2 points or more')
  })
})

describe('what is missing or does not vary', () => {
  it('is a gap and not a 0', () => {
    const chart = pChart(rates([10, 100], [null, 100], [10, 100], [0, 0]))
    expect(chart.points.map(({ y }) => y)).toEqual([0.1, null, 0.1, null])
    expect(chart.points[3]).toMatchObject({ cl: 0.1, lcl: null, sigma_signal: null })
    expect(cChart([4, null, 4]).points[1]).toMatchObject({ y: null, cl: 4, sigma_signal: null })
  })

  it.each([
    ['no values', pChart([]), 'too_few_values'],
    ['no values of rates', uPrimeChart(rates([null, null])), 'too_few_values'],
    ['no counts', cChart([null]), 'too_few_values'],
    ['no gaps', gChart([]), 'too_few_values'],
    ['one value', iChart([4]), 'too_few_values'],
    ['a constant series', iChart([4, 4, 4]), 'moving_range_zero'],
    ['constant rates, prime', uPrimeChart(rates([2, 4], [2, 4], [2, 4])), 'moving_range_zero'],
    ['all events, prime', pPrimeChart(rates([4, 4], [4, 4])), 'no_variance'],
    ['one rate, prime', pPrimeChart(rates([1, 4])), 'too_few_values'],
  ])('%s has no limits and the reason', (_, chart, reason) => {
    expect(chart.reason).toBe(reason)
    expect(chart.points.every(({ ucl }) => ucl === null)).toBe(true)
  })
})

describe('the Anhøj rules', () => {
  it.each([
    ['none', (i: number) => (i < 6 ? 1 : i % 2), 6, false],
    ['a long run', (i: number) => (i < 10 ? 1 : i % 2), 10, true],
    ['few crossings', (i: number) => (i % 8 < 4 ? 1 : 0), 4, true],
  ])('over 20 points: %s', (_, valueAt, longest_run, signal) => {
    const values = Array.from({ length: 20 }, (__, i) => valueAt(i))
    const bounds = { n_useful: 20, longest_run_max: 7, n_crossings_min: 6 }
    expect(runs(values, 0.5)).toMatchObject({ ...bounds, longest_run, signal })
  })

  it('passes over points on the line and missing ones', () => {
    expect(runs([1, null, 0, 1, 1], 0)).toMatchObject({
      n_useful: 3,
      longest_run: 3,
      n_crossings: 0,
    })
    expect(runs([0, null], 0)).toMatchObject({ n_useful: 0, longest_run: null, signal: false })
  })
})

describe('properties', () => {
  const counts = fc.array(
    fc
      .integer({ min: 1, max: 200 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n))),
    { minLength: 3, maxLength: 40 },
  )

  it('limits of proportions lie in [0, 1] around the centre', () => {
    fc.assert(
      fc.property(counts, (rows) => {
        for (const chart of [pChart(rates(...rows)), pPrimeChart(rates(...rows))]) {
          for (const { lcl, cl, ucl } of chart.points) {
            if (lcl === null || ucl === null || cl === null) continue
            expect(lcl >= 0 && lcl <= cl && cl <= ucl && ucl <= 1).toBe(true)
          }
        }
      }),
    )
  })

  it('an i chart moves with its values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 2 }), (values) => {
        const [here, there] = [iChart(values), iChart(values.map((value) => value + 50))]
        expect(there.reason).toBe(here.reason)
        if (here.reason) return
        expect(there.points[0]?.ucl).toBeCloseTo((here.points[0]?.ucl ?? NaN) + 50, 6)
      }),
    )
  })
})
