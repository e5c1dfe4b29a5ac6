import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { casesBetweenEvents } from './cases-between-events.js'
import { timeBetweenEvents } from './time-between-events.js'

describe('the mean gap between rare events', () => {
  // SciPy 1.10.1: the scale at which gamma.cdf and gamma.sf of the total are 0.025, found by root finding.
  test.each([
    [1, 3, 0.8132550920454504, 118.4936706156217],
    [1, 40, 10.84340122727269, 1579.9156082082875],
    [5, 210, 20.504631327787855, 129.3512537451469],
  ])('%i gaps of %f days together', (gaps, total, low, high) => {
    const figure = timeBetweenEvents(gaps, total)
    expect(figure.value).toBe(total / gaps)
    expect((figure.low ?? NaN) / low).toBeCloseTo(1, 9)
    expect((figure.high ?? NaN) / high).toBeCloseTo(1, 9)
  })

  // SciPy 1.10.1: the chance at which nbinom.cdf and nbinom.sf of the total are 0.025, found by root finding.
  test.each([
    [1, 0, 0, 39],
    [1, 12, 2.7785973305581577, 512.9727349613245],
    [1, 140, 37.454100031626815, 5568.702533897379],
    [4, 260, 29.328877465476786, 240.35312137749057],
  ])('%i gaps of %i cases together', (gaps, total, low, high) => {
    const figure = casesBetweenEvents(gaps, total)
    expect(figure.value).toBe(total / gaps)
    expect(figure.low).toBeCloseTo(low, 8)
    expect((figure.high ?? NaN) / high).toBeCloseTo(1, 9)
  })

  // George & Elston 1993 give the chance of an event at the first one in closed form.
  test('one gap of cases has the closed form, and of many cases that of time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (cases) => {
        const { low, high } = casesBetweenEvents(1, cases)
        const [most, least] = [1 - 0.025 ** (1 / cases), 1 - 0.975 ** (1 / (cases + 1))]
        expect((low ?? NaN) / ((1 - most) / most)).toBeCloseTo(1, 6)
        expect((high ?? NaN) / ((1 - least) / least)).toBeCloseTo(1, 6)
      }),
    )
    const [cases, time] = [casesBetweenEvents(3, 3_000_000), timeBetweenEvents(3, 3_000_000)]
    expect((cases.low ?? NaN) / (time.low ?? NaN)).toBeCloseTo(1, 4)
    expect((cases.high ?? NaN) / (time.high ?? NaN)).toBeCloseTo(1, 4)
  })

  test('without a gap there is no figure', () => {
    expect(timeBetweenEvents(0, 0)).toMatchObject({ value: null, reason: 'no_events' })
    expect(casesBetweenEvents(0, 0)).toMatchObject({ value: null, reason: 'no_events' })
  })
})
