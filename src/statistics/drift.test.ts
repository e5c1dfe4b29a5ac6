import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categoryDrift } from './category-drift.js'
import { chiSquaredTest } from './chi-squared-test.js'
import { distributionDistance } from './distribution-distance.js'
import { judgeDrift } from './drift-alarm.js'
import { countsBetween, decileEdges } from './drift-bins.js'
import { kolmogorovTail } from './kolmogorov-distribution.js'
import { kolmogorovSmirnov, ksExactTail } from './kolmogorov-smirnov.js'
import { nonCentralChiSquared } from './noncentral-chi-squared.js'
import { populationStability, stabilityByChance } from './population-stability.js'
import { stabilityInterval } from './stability-interval.js'
import { wassersteinDistance } from './wasserstein-distance.js'

const sample = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 60 })
  .map((values) => Float64Array.from(values).sort())
const binned = fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { minLength: 1, maxLength: 12 })

describe('the same sample twice', () => {
  it('has not moved, by any measure', () => {
    fc.assert(
      fc.property(sample, (values) => {
        const counts = countsBetween(values, decileEdges(values))
        expect(populationStability(counts, counts)).toBe(0)
        expect(distributionDistance(counts, counts).jensenShannonDivergence).toBe(0)
        expect(kolmogorovSmirnov(values, values)).toMatchObject({ distance: 0, p: 1 })
        expect(wassersteinDistance(values, values)?.distance).toBe(0)
      }),
    )
  })
})

describe('distances', () => {
  it('do not depend on which side is called the reference, and stay in their range', () => {
    fc.assert(
      fc.property(binned, (pairs) => {
        const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)]
        const [one, other] = [distributionDistance(a, b), distributionDistance(b, a)]
        if (one.jensenShannonDivergence === null) return
        expect(one.jensenShannonDivergence).toBeCloseTo(other.jensenShannonDivergence ?? -1, 12)
        for (const value of Object.values(one)) {
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(1 + 1e-12)
        }
      }),
    )
  })

  it('of a shifted sample: Wasserstein is the shift', () => {
    fc.assert(
      fc.property(sample, fc.integer({ min: 1, max: 30 }), (values, shift) => {
        const moved = values.map((value) => value + shift)
        expect(wassersteinDistance(values, moved)?.distance).toBeCloseTo(shift, 9)
      }),
    )
  })

  it('count every value in exactly one bin', () => {
    fc.assert(
      fc.property(sample, sample, (reference, current) => {
        const counts = countsBetween(current, decileEdges(reference))
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(current.length)
      }),
    )
  })

  it('of nothing are not known', () => {
    const none = new Float64Array()
    expect(populationStability([0, 0], [1, 2])).toBeNull()
    expect(distributionDistance([1], [0]).hellinger).toBeNull()
    expect(kolmogorovSmirnov(none, Float64Array.of(1))).toBeNull()
    expect(wassersteinDistance(none, none)).toBeNull()
    expect(chiSquaredTest([0, 0], [3, 4])).toBeNull()
    expect(chiSquaredTest([3], [4])).toBeNull()
  })
})

describe('published and hand-computed values', () => {
  it('Kolmogorov: P(D10 < 0.274) of Marsaglia, Tsang & Wang 2003 is 0.6284796154565', () => {
    expect(1 - kolmogorovTail(10, 0.274)).toBeCloseTo(0.6284796154565, 12)
  })

  it.each([
    [1000, 2.3],
    [3001, 4],
    [3001, 30],
    [20_000, 2.21],
  ])(
    'Smirnov: every so-manieth term of the sum for n = %i tells as much as all of them',
    (n, square) => {
      const d = Math.sqrt(square / n)
      const factorial = new Float64Array(n + 1)
      for (let i = 1; i <= n; i += 1) factorial[i] = (factorial[i - 1] ?? 0) + Math.log(i)
      const log = (i: number): number => factorial[i] ?? Number.NaN
      let whole = 0
      for (let j = 0; j <= Math.floor(n * (1 - d)); j += 1) {
        const chosen = log(n) - log(j) - log(n - j)
        const [up, left] = [d + j / n, 1 - d - j / n]
        whole += d * Math.exp(chosen + (n - j) * Math.log(left) + (j - 1) * Math.log(up))
      }
      expect(Math.abs(kolmogorovTail(n, d) / (2 * whole) - 1)).toBeLessThan(1e-9)
    },
  )

  it('two samples of 3 that do not overlap: 2 of the 20 orders are as far apart', () => {
    expect(ksExactTail(3, 3, 1)).toBeCloseTo(0.1, 14)
  })

  it('a 2 by 2 table: 10 of 30 against 20 of 30', () => {
    const test = chiSquaredTest([10, 20], [20, 10])
    expect(test?.statistic).toBeCloseTo(20 / 3, 12)
    expect(test?.df).toBe(1)
    expect(test?.cramersV).toBeCloseTo(1 / 3, 12)
    expect(test?.smallestExpected).toBe(15)
  })

  it('by chance the index of ten bins stays below 16.919 (1/n + 1/m)', () => {
    expect(stabilityByChance(1000, 500, 10)).toBeCloseTo(0.003 * 16.918977604620448, 12)
  })

  it.each([
    [3, 4, 0, 0.4421745996289252],
    [3, 4, 2.5, 0.21170522565569064],
    [20, 9, 5, 0.8408765147302939],
    [100, 9, 80, 0.736414566201945],
    [900, 4, 1000, 0.04731346463854802],
    [1, 2, 9, 0.01082944982154785],
    [5200, 9, 5000, 0.9105791355327219],
  ])('non-central chi-squared at %d, df %i, %d, as SciPy 1.17', (x, df, nonCentrality, chance) => {
    expect(nonCentralChiSquared(x, df, nonCentrality)).toBeCloseTo(chance, 11)
  })

  // The same in Python with scipy.stats.ncx2; the last but one lies beyond where a normal one stands in.
  it.each([
    [[100, 100, 100], [150, 100, 50], 0.06647445944704578, 0.3378677475779422, 8],
    [
      [1e3, 1e3, 1e3, 1e3, 1e3],
      [60, 70, 90, 120, 160],
      0.06503760491905573,
      0.19491102460273554,
      8,
    ],
    [[400, 100, 300, 200], [41, 10, 29, 20], 0, 0.0005859416426605267, 8],
    [[1e5, 2e5, 3e5], [2e5, 2e5, 2e5], 0.18003161312511576, 0.1861916447612178, 4],
    [[10, 0, 90], [40, 20, 40], 1.5368763722582128, 3.26307675509479, 8],
  ])('the interval of the index of %j and %j', (reference, current, low, high, digits) => {
    const interval = stabilityInterval(reference, current)
    expect(interval?.[0]).toBeCloseTo(low, digits)
    expect(interval?.[1]).toBeCloseTo(high, digits)
  })

  it('has no interval for one bin or nothing', () => {
    expect(stabilityInterval([5], [7])).toBeNull()
    expect(stabilityInterval([0, 0], [1, 2])).toBeNull()
  })
})

describe('categories', () => {
  it('that are new or lost are named, and what is missing is counted apart', () => {
    const drift = categoryDrift(
      {
        counts: new Map([
          ['a', 8],
          ['b', 2],
        ]),
        missing: 0,
      },
      {
        counts: new Map([
          ['a', 5],
          ['c', 5],
        ]),
        missing: 10,
      },
    )
    expect(drift.newCategories).toEqual(['c'])
    expect(drift.lostCategories).toEqual(['b'])
    expect(drift.missingness).toMatchObject({ reference: 0, current: 0.5 })
    expect(drift.missingness.test?.p).toBeLessThan(0.01)
  })
})

describe('an alarm', () => {
  it.each([
    [{ effect: null, matters: 0.1, chance: { p: 0.01, level: 0.05 } }, 'too-few-to-say'],
    [{ effect: 0.2, matters: 0.1, chance: { reaches: 0.3 } }, 'large-only'],
    [{ effect: 0.05, matters: 0.1, chance: { reaches: 0.01 } }, 'chance-excluded-only'],
    [{ effect: 0.2, matters: 0.1, chance: { p: 0.001, level: 0.05 } }, 'shift'],
    [{ effect: 0.01, matters: 0.1, chance: { p: 0.5, level: 0.05 } }, 'no-shift'],
  ] as const)('%j is %s', (evidence, verdict) => {
    expect(judgeDrift(evidence)).toBe(verdict)
  })
})
