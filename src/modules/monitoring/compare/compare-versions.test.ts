import { describe, expect, test } from 'vitest'
import { proportionDifference } from '#statistics/newcombe-difference.js'
import { compareVersions } from './compare-versions.js'
import { pointOf } from '../testing/points.js'

const share = (place: number, versionName: string, numerator: number, denominator = 100) =>
  pointOf(place, {
    versionName,
    measure: 'sensitivity',
    value: numerator / denominator,
    numerator,
    denominator,
    n: 300,
    events: denominator,
    nonEvents: 200,
  })

describe('versions before and after', () => {
  test('counts of a share are added within a version and compared by Newcombe’s interval', () => {
    const [before, after] = compareVersions(
      [share(0, '2.2', 90), share(1, '2.2', 86), share(2, '2.3', 70), share(3, '2.3', 74)],
      { minimumEvents: 8 },
    )
    expect(before).toMatchObject({ version: '2.2', change: null })
    expect(before?.figure).toMatchObject({ value: 0.88, periods: 2, n: 600 })
    const newcombe = proportionDifference([144, 200], [176, 200])
    expect(after?.change?.value).toBeCloseTo(-0.16, 12)
    expect(after?.change?.low).toBeCloseTo(newcombe.low ?? NaN, 12)
    expect(after?.change?.high).toBeCloseTo(newcombe.high ?? NaN, 12)
    expect(after?.change?.high).toBeLessThan(0)
  })

  test('other figures are weighted by their precision; the difference has the errors of both', () => {
    const auroc = (place: number, versionName: string, value: number) =>
      pointOf(place, { versionName, value, se: 0.03 })
    const [, after] = compareVersions(
      [auroc(0, '1.0', 0.84), auroc(1, '1.0', 0.86), auroc(2, '1.1', 0.75)],
      { minimumEvents: 8 },
    )
    expect(after?.change?.value).toBeCloseTo(-0.1, 12)
    expect(after?.change?.low).toBeCloseTo(-0.1 - 1.959964 * Math.hypot(0.03, 0.03 / Math.SQRT2), 5)
  })

  test('a version with too few cases has no figure, and the next one nothing to be compared with', () => {
    const [before, after] = compareVersions([share(0, '2.2', 3, 5), share(1, '2.3', 70)], {
      minimumEvents: 8,
    })
    expect(before).toMatchObject({ version: '2.2', figure: null })
    expect(after).toMatchObject({ version: '2.3', change: null })
  })

  // Worked by hand: of 100 each, 90 and 80 about a mean of 85 give (25 + 25) / 85 + (25 + 25) / 15 = 3.92,
  // of one degree of freedom p = 0.0477; 90 and 86 give 0.758, p = 0.384.
  test('shares of periods that differ more than chance are compared, with an interval that allows for it', () => {
    const [before, after] = compareVersions(
      [share(0, '2.2', 90), share(1, '2.2', 80), share(2, '2.3', 70), share(3, '2.3', 74)],
      { minimumEvents: 8 },
    )
    expect(before?.figure).toMatchObject({ value: 0.85, differ: true, range: [0.8, 0.9] })
    expect(before?.figure?.p).toBeCloseTo(0.0477, 4)
    // Two periods leave one degree of freedom (SciPy 1.10.1).
    expect(before?.figure?.low).toBeCloseTo(0.17458518386802352, 10)
    expect(before?.figure?.high).toBeCloseTo(0.993456222480175, 10)
    expect(after).toMatchObject({ figure: { differ: false } })
    expect(after?.change?.value).toBeCloseTo(-0.13, 12)
    expect(after?.change?.low).toBeCloseTo(-0.28787823074952124, 10)
    expect(after?.change?.high).toBeCloseTo(0.547869100784475, 10)
    const [alike] = compareVersions([share(0, '2.2', 90), share(1, '2.2', 86)], {
      minimumEvents: 8,
    })
    expect(alike?.figure?.differ).toBe(false)
    expect(alike?.figure?.p).toBeCloseTo(0.384, 3)
  })

  // Cochran's Q of three values -d, 0, d of one standard error is 2 d² over its square; p is exp(-Q / 2).
  test.each([
    [5.95, true],
    [4.5, false],
  ])('figures weighted by their precision at Q %f', (q, differ) => {
    const d = 0.03 * Math.sqrt(q / 2)
    const points = [-d, 0, d].map((by, place) => pointOf(place, { value: 0.8 + by, se: 0.03 }))
    const [one] = compareVersions(points, { minimumEvents: 8 })
    expect(one?.figure?.p).toBeCloseTo(Math.exp(-q / 2), 10)
    expect(one?.figure?.differ).toBe(differ)
    // Alike: 1.96 standard errors of the mean. Else Student's t of two degrees of freedom on their spread.
    const half = differ ? (4.302653 * d) / Math.sqrt(3) : (1.959964 * 0.03) / Math.sqrt(3)
    expect((one?.figure?.high ?? NaN) - 0.8).toBeCloseTo(half, 5)
  })

  test('events of a rate are added up per 1,000, and never taken for a share', () => {
    const rate = (place: number, numerator: number) =>
      pointOf(place, {
        measure: 'typed-rate',
        threshold: 'Errors',
        versionName: place < 2 ? '1.0' : '1.1',
        value: numerator,
        numerator,
        denominator: 1000,
        source: 'typed',
        se: null,
      })
    const [one, next] = compareVersions([rate(0, 4), rate(1, 6), rate(2, 20)], {
      minimumEvents: 8,
    })
    // Exact Poisson: 10 events 4.795 to 18.39 over 2,000, 20 events 12.217 to 30.889 over 1,000.
    expect(next?.change?.value).toBe(15)
    expect(next?.change?.low).toBeCloseTo(15 - Math.hypot(20 - 12.217, 9.195 - 5), 2)
    expect(next?.change?.high).toBeCloseTo(15 + Math.hypot(30.889 - 20, 5 - 2.398), 2)
    expect(one?.figure).toMatchObject({ value: 5, differ: false })
    // (1 + 1) / 5 = 0.4 of one degree of freedom
    expect(one?.figure?.p).toBeCloseTo(0.527, 3)
  })

  test('gaps between events are put together into the mean gap, with its exact interval', () => {
    const gap = (place: number, versionName: string, value: number) =>
      pointOf(place, {
        measure: 'typed-days',
        threshold: 'Days between',
        versionName,
        value,
        source: 'typed',
        se: null,
        n: 1,
      })
    const [before, after] = compareVersions(
      [...[40, 55, 33, 60, 22].map((days, place) => gap(place, '1.0', days)), gap(5, '1.1', 3)],
      { minimumEvents: 8 },
    )
    // SciPy 1.10.1, as in gaps-between-events.test.ts
    expect(before?.figure).toMatchObject({ value: 42, periods: 5, differ: false })
    expect(before?.figure?.low).toBeCloseTo(20.504631, 5)
    expect(before?.figure?.high).toBeCloseTo(129.351254, 5)
    expect(after?.change?.value).toBe(-39)
    expect(after?.change?.low).toBeCloseTo(-39 - Math.hypot(3 - 0.813255, 129.351254 - 42), 4)
    expect(after?.change?.high).toBeCloseTo(-39 + Math.hypot(118.493671 - 3, 42 - 20.504631), 4)
  })
})
