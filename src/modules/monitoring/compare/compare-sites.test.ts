import { Z95 } from '#statistics/normal-quantile.js'
import { describe, expect, test } from 'vitest'
import { compareSites, type ComparedSite } from './compare-sites.js'

const site = (label: string, numerator: number, denominator: number): ComparedSite => {
  const value = numerator / denominator
  const half = 1.96 * Math.sqrt((value * (1 - value)) / denominator)
  return {
    label,
    own: false,
    value,
    low: value - half,
    high: value + half,
    numerator,
    denominator,
    n: denominator,
    windowFrom: '2026-10-05',
    windowTo: '2026-10-12',
    missing: null,
  }
}
const four = [site('A', 85, 100), site('B', 90, 100), site('C', 80, 100), site('D', 86, 100)]

describe('sites side by side', () => {
  test('fewer than five have no funnel; how much they differ is still said', () => {
    const { funnel, heterogeneity } = compareSites(four)
    expect(funnel).toBeNull()
    expect(heterogeneity?.k).toBe(4)
    expect(heterogeneity?.p).toBeGreaterThan(0.05)
  })

  test('five have one, and who lies outside is said; a site without counts is not in it', () => {
    const hidden = { ...site('F', 50, 100), numerator: null, denominator: null }
    const { funnel, heterogeneity } = compareSites([...four, site('E', 400, 1000), hidden])
    expect(funnel?.groups.map(({ group }) => group)).toEqual(['A', 'B', 'C', 'D', 'E'])
    expect(heterogeneity?.i2).toBeGreaterThan(0.9)
    expect(heterogeneity?.p).toBeLessThan(0.001)
  })

  // Q, p and I² worked out by hand: for three sites (two degrees of freedom) p is exp(-Q / 2).
  test.each([
    ['differ', 5.95, true],
    ['do not differ', 4.5, false],
  ])('three sites %s at Q %f', (_, q, differ) => {
    // Three values -d, 0, d of one standard error: Q is 2 d² over its square.
    const d = Math.sqrt(q / 2)
    const alike = [-d, 0, d].map((value, place) => ({
      ...site(`${place}`, 1, 2),
      value,
      low: value - Z95,
      high: value + Z95,
    }))
    const { heterogeneity, differ: found } = compareSites(alike)
    expect(heterogeneity?.q).toBeCloseTo(q, 10)
    expect(heterogeneity?.p).toBeCloseTo(Math.exp(-q / 2), 10)
    expect(heterogeneity?.i2).toBeCloseTo((q - 2) / q, 10)
    expect(found).toBe(differ)
  })

  test('nothing is said of one site, or of sites whose figures are hidden', () => {
    expect(compareSites(four.slice(0, 1))).toEqual({
      heterogeneity: null,
      differ: null,
      funnel: null,
    })
    const none = four.map((one) => ({
      ...one,
      value: null,
      low: null,
      high: null,
      numerator: null,
    }))
    expect(compareSites(none)).toEqual({ heterogeneity: null, differ: null, funnel: null })
  })
})
