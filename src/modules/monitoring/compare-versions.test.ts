import { describe, expect, test } from 'vitest'
import { compareVersions } from './compare-versions.js'
import { pointOf } from './testing/points.js'

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
    expect(before?.figure).toMatchObject({ numerator: 176, denominator: 200, periods: 2, n: 600 })
    expect(after?.change?.value).toBeCloseTo(-0.16, 12)
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
})
