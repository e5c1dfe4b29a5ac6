import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binomialCumulative, binomialQuantile } from './binomial-limits.js'
import { funnel, type FunnelInput } from './funnel.js'
import { truncate, winsorise } from './funnel-dispersion.js'
import {
  chanceLimits,
  dispersedLimits,
  exactLimits,
  type FunnelKind,
  normalLimits,
} from './funnel-limits.js'

const groups = (...rows: readonly (readonly [number, number])[]): readonly FunnelInput[] =>
  rows.map(([numerator, denominator], i) => ({ group: `G${i}`, numerator, denominator }))

const counts = fc
  .integer({ min: 1, max: 5000 })
  .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)))

const manyGroups = fc.array(counts, { minLength: 5, maxLength: 30 }).map((rows) => groups(...rows))

describe('limits of one denominator', () => {
  it.each([
    [50, '0.0139', '0.1797', '0.0000', '0.2401'],
    [200, '0.0577', '0.1410', '0.0379', '0.1686'],
  ])('exact at a target of 0.1 and n = %i (field.md 10.2)', (n, ...wanted) => {
    const limits = [...exactLimits(n, 0.1, 95), ...exactLimits(n, 0.1, 99)]
    expect(limits.map((limit) => limit.toFixed(4))).toEqual(wanted)
  })

  it.each([
    [50, '0.0168', '0.1832', '0.0000', '0.2311'],
    [200, '0.0584', '0.1416', '0.0345', '0.1655'],
  ])('normal at a target of 0.1 and n = %i (field.md 10.2)', (n, ...wanted) => {
    const limits = [...normalLimits(n, 0.1, 95), ...normalLimits(n, 0.1, 99)]
    // its table is to four places with 3.09 for 3.090232
    const far = limits.filter((limit, i) => Math.abs(limit - Number(wanted[i])) > 0.0001)
    expect(far).toEqual([])
  })

  it('Poisson limits of 10 expected events are those of the printed table (Ulm 1990)', () => {
    const [low, high] = chanceLimits('ratio', 10, 1, 95)
    expect([(low * 10).toFixed(3), (high * 10).toFixed(3)]).toEqual(['4.795', '18.390'])
  })

  it('never turns back at the edge of the possible range', () => {
    expect(chanceLimits('proportion', 1, 0.05, 99)[0]).toBe(0)
    expect(dispersedLimits('proportion', 1, 0.95, 0.2, 99)[1]).toBe(1)
  })

  it('holds the target between the limits, further out at 99.8%, narrower as n grows', () => {
    const kinds = fc.constantFrom<FunnelKind>('proportion', 'ratio')
    fc.assert(
      fc.property(
        kinds,
        fc.integer({ min: 2, max: 9999 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (kind, n, target) => {
          const [low, high] = chanceLimits(kind, n, target, 95)
          const [lower, higher] = chanceLimits(kind, n, target, 99)
          const [tighterLow, tighterHigh] = dispersedLimits(kind, n * 10, target, 0.01, 95)
          const [wideLow, wideHigh] = dispersedLimits(kind, n, target, 0.01, 95)
          expect(lower <= low && low <= target && target <= high && high <= higher).toBe(true)
          expect(wideLow <= tighterLow && tighterHigh <= wideHigh).toBe(true)
        },
      ),
    )
  })
})

describe('the binomial distribution', () => {
  it('sums to the table of ten throws of a coin', () => {
    const cumulative = [0, 1, 2, 3].map((k) => Math.round(binomialCumulative(k, 10, 0.5) * 1024))
    expect(cumulative).toEqual([1, 11, 56, 176])
    expect([-1, 10].map((k) => binomialCumulative(k, 10, 0.5))).toEqual([0, 1])
  })

  it('has the quantile as the first count that reaches the probability', () => {
    const chance = fc.double({ min: 0.01, max: 0.99, noNaN: true })
    fc.assert(
      fc.property(chance, fc.integer({ min: 1, max: 300 }), chance, (probability, n, p) => {
        const count = binomialQuantile(probability, n, p)
        expect(binomialCumulative(count, n, p)).toBeGreaterThanOrEqual(probability)
        expect(binomialCumulative(count - 1, n, p)).toBeLessThan(probability)
      }),
    )
  })
})

describe('trimming', () => {
  const eleven = [9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10]

  it('winsorises at the 10th and 90th percentile', () => {
    expect(winsorise(eleven)).toEqual([9, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('truncates the outer tenths by rank', () => {
    expect(truncate(eleven)).toEqual([9, null, 1, 2, 3, 4, 5, 6, 7, 8, null])
  })
})

describe('a funnel', () => {
  const five = groups([10, 100], [22, 200], [28, 300], [41, 400], [90, 500])

  it('by hand: five hospitals, one apart', () => {
    const chart = funnel(five, { kind: 'proportion' })
    expect(chart.target).toBeCloseTo(191 / 1500, 12)
    const zs = chart.groups.map(({ Uzscore }) => Uzscore?.toFixed(2))
    expect(zs).toEqual(['-0.86', '-0.76', '-1.88', '-1.56', '3.28'])
    expect(chart.phi).toBeCloseTo(1.918910660896, 10)
    expect(chart.tau2).toBeCloseTo(0.001234092641, 10)
    expect(chart).toMatchObject({ outlier_limits: 'over_dispersed' })
  })

  it('flags a group outside the limits that hold', () => {
    const alike = groups([100, 1000], [101, 1000], [99, 1000], [98, 1000], [102, 1000], [160, 1000])
    const chart = funnel(alike, { kind: 'proportion', target: 0.1 })
    expect(chart).toMatchObject({ tau2: expect.any(Number), target: 0.1 })
    expect(chart.groups.map(({ outlier }) => outlier)).toContain(1)
  })

  it('with fewer than five groups does not estimate over-dispersion, and says so', () => {
    const chart = funnel(five.slice(0, 4), { kind: 'proportion' })
    expect(chart).toMatchObject({ phi: null, tau2: null, reason: 'fewer_than_five_groups' })
    expect(chart.groups[0]).toMatchObject({ OD95LCL: null, OD99UCL: null, od_z: null, outlier: 0 })
    expect(chart.groups[0]?.LCL95).toBeLessThan(chart.target ?? 0)
  })

  it('gives a ratio without events no score, a reason, and its place in the funnel', () => {
    const chart = funnel(groups([0, 12], [9, 10], [11, 10], [10, 10], [12, 11], [8, 9]), {
      kind: 'ratio',
    })
    expect(chart.groups[0]).toMatchObject({
      Y: null,
      Uzscore: null,
      reason: 'no_events',
      outlier: 1,
    })
    expect(chart.groups[1]).not.toHaveProperty('reason')
    expect(Number.isFinite(chart.phi)).toBe(true)
  })

  it('of nothing is nothing, with the reason', () => {
    expect(funnel([], { kind: 'proportion' })).toMatchObject({
      target: null,
      groups: [],
      reason: 'no_groups',
    })
  })

  it.each([
    ['more events than total', [5, 4], undefined, 'G0 has 5 of 4'],
    ['a total of 0', [0, 0], undefined, 'G0 has 0 of 0'],
    ['negative events', [-1, 4], undefined, 'G0 has -1 of 4'],
    ['no number', [NaN, 4], undefined, 'G0 has NaN of 4'],
    ['a target above 1', [1, 4], 1.5, '1.5 cannot be the target'],
  ] as const)('refuses %s', (_, row, target, message) => {
    expect(() =>
      funnel(groups(row), { kind: 'proportion', ...(target ? { target } : {}) }),
    ).toThrow(message)
  })

  it('does not depend on the order of groups', () => {
    fc.assert(
      fc.property(manyGroups, (inputs) => {
        const [there, back] = [inputs, inputs.toReversed()].map((order) =>
          funnel(order, { kind: 'proportion' }),
        )
        expect(back?.tau2).toBeCloseTo(there?.tau2 ?? NaN, 9)
        expect(back?.groups.map(({ outlier }) => outlier).toReversed()).toEqual(
          there?.groups.map(({ outlier }) => outlier),
        )
      }),
    )
  })

  it('widens limits for over-dispersion and never narrows them', () => {
    fc.assert(
      fc.property(manyGroups, (inputs) => {
        for (const group of funnel(inputs, { kind: 'proportion' }).groups) {
          expect(group.OD95LCL).toBeLessThanOrEqual(group.LCL95 + 1e-12)
          expect(group.OD99UCL).toBeGreaterThanOrEqual(group.UCL99 - 1e-12)
        }
      }),
    )
  })
})
