import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { poolEstimates } from './pool-estimates.js'

describe('estimates pooled by inverse variance', () => {
  // Worked by hand: weights 100, 25 and 400; mean 408/525; Q = 100·d² + 25·d² + 400·d².
  test('weights, Q and I² of three estimates', () => {
    const pooled = poolEstimates([
      { value: 0.8, se: 0.1 },
      { value: 0.32, se: 0.2 },
      { value: 0.8, se: 0.05 },
    ])
    expect(pooled.value).toBeCloseTo(0.777142857, 8)
    expect(pooled.se).toBeCloseTo(0.043643578, 8)
    expect(pooled.q).toBeCloseTo(5.485714286, 8)
    expect(pooled.i2).toBeCloseTo(0.635416667, 8)
    // Two degrees of freedom: p is exp(-Q/2).
    expect(pooled.p).toBeCloseTo(Math.exp(-5.485714286 / 2), 8)
  })

  test('equal estimates differ by nothing; one has no heterogeneity to tell; none is no figure', () => {
    const same = { value: 0.5, se: 0.1 }
    expect(poolEstimates([same, same])).toMatchObject({ q: 0, i2: 0, p: 1 })
    expect(poolEstimates([same])).toMatchObject({ value: 0.5, k: 1, q: null, i2: null })
    expect(poolEstimates([{ value: 0.5, se: 0 }])).toMatchObject({ value: null, reason: 'no_rows' })
  })

  test('the pooled figure lies within the estimates, and I² within 0 and 1, whatever the order', () => {
    const estimate = fc.record({
      value: fc.double({ min: -10, max: 10, noNaN: true }),
      se: fc.double({ min: 0.01, max: 5, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(estimate, { minLength: 2, maxLength: 20 }), (estimates) => {
        const pooled = poolEstimates(estimates)
        const values = estimates.map(({ value }) => value)
        expect(pooled.value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9)
        expect(pooled.value).toBeLessThanOrEqual(Math.max(...values) + 1e-9)
        expect(pooled.i2).toBeGreaterThanOrEqual(0)
        expect(pooled.i2).toBeLessThanOrEqual(1)
        expect(poolEstimates(estimates.toReversed()).value).toBeCloseTo(pooled.value ?? NaN, 9)
      }),
    )
  })
})
