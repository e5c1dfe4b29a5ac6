import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categoryShares } from './category-shares.js'
import { ratePerThousand } from './count-rate.js'
import { editRatio } from './edit-ratio.js'
import { meanFromSums } from './mean-from-sums.js'
import { numericErrors, sumErrors } from './numeric-error.js'
import { numericMeasure } from './numeric-measure.js'

describe('means from sums', () => {
  it('says what numericMeasure says of the rows', () => {
    const value = fc.integer({ min: -1_000, max: 1_000 })
    fc.assert(
      fc.property(fc.array(value, { maxLength: 50 }), (values) => {
        const { mean, ...sums } = numericMeasure(values)
        const ours = meanFromSums(sums)
        expect(ours.value).toEqual(mean.value)
        expect(ours.reason).toBe(mean.reason)
        if (mean.low !== null && ours.low !== null) {
          expect(Math.abs(ours.low - mean.low)).toBeLessThan(1e-7)
        } else expect(ours.low).toBe(mean.low)
      }),
    )
  })

  it('gives equal values no spread', () => {
    const flat = meanFromSums({ n: 3, sum: 0.3, sum_squares: 0.03 })
    expect(flat.low).toBeCloseTo(0.1, 8)
    expect(flat.high).toBeCloseTo(0.1, 8)
  })
})

describe('errors of a numeric prediction', () => {
  it('by hand', () => {
    const { bias, mae, rmse } = numericErrors(sumErrors([1, -2, 0, 3]))
    expect(bias.value).toBe(0.5)
    // Errors 1, -2, 0, 3: t with 3 degrees of freedom 3.1824, standard error √(13/3)/2.
    expect(bias.high).toBeCloseTo(0.5 + 3.182446305284263 * (Math.sqrt(13 / 3) / 2), 9)
    expect(mae.value).toBe(1.5)
    expect(rmse.value).toBeCloseTo(Math.sqrt(3.5), 14)
    // Chi-squared with 4 degrees of freedom: 0.48442 and 11.14329.
    expect(rmse.low).toBeCloseTo(Math.sqrt(14 / 11.143286781877796), 8)
    expect(rmse.high).toBeCloseTo(Math.sqrt(14 / 0.4844185570879299), 8)
  })

  it('has no figures without rows, and refuses what is not a number', () => {
    const { bias, mae, rmse } = numericErrors(sumErrors([]))
    expect([bias.reason, mae.reason, rmse.reason]).toEqual(['no_rows', 'no_rows', 'no_rows'])
    expect(() => sumErrors([1, NaN])).toThrow(RangeError)
  })

  it('orders |bias| ≤ MAE ≤ RMSE', () => {
    const value = fc.integer({ min: -99, max: 99 })
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1 }), (pairs) => {
        const sums = sumErrors(pairs.map(([a, b]) => a - b))
        expect(sumErrors(pairs.map(([a, b]) => a - b).toReversed())).toEqual(sums)
        const { bias, mae, rmse } = numericErrors(sums)
        expect(Math.abs(bias.value ?? NaN)).toBeLessThanOrEqual((mae.value ?? NaN) + 1e-12)
        expect(mae.value).toBeLessThanOrEqual((rmse.value ?? NaN) + 1e-12)
      }),
    )
  })
})

describe('counts of assistive tools', () => {
  it('shares accepted, edited and rejected', () => {
    const found = categoryShares({ accepted: 10, edited: 0, rejected: 10 })
    expect(found.map(({ category, share }) => [category, share.value])).toEqual([
      ['accepted', 0.5],
      ['edited', 0],
      ['rejected', 0.5],
    ])
    expect(found[1]?.share.high).toBeCloseTo(0.1611, 4)
    expect(categoryShares({ accepted: 0 })[0]?.share.reason).toBe('empty_denominator')
    expect(() => categoryShares({ accepted: 1.5 })).toThrow(RangeError)
  })

  it.each([
    // Exact 95% limits of a Poisson count (Garwood 1936), digits by SciPy's chi2.ppf.
    [0, 0, 3.688879],
    [1, 0.025318, 5.571643],
    [10, 4.795389, 18.390356],
    [100, 81.363991, 121.626794],
  ])('%d flagged errors in 1,000', (events, low, high) => {
    const rate = ratePerThousand(events, 1_000)
    expect(rate.value).toBe(events)
    expect(rate.low).toBeCloseTo(low, 4)
    expect(rate.high).toBeCloseTo(high, 4)
  })

  it('has no rate or ratio without exposure', () => {
    expect(ratePerThousand(0, 0)).toMatchObject({ value: null, reason: 'empty_denominator' })
    expect(editRatio(0, 0)).toMatchObject({ value: null, reason: 'empty_denominator' })
    expect(editRatio(30, 120).value).toBe(0.25)
    expect(() => ratePerThousand(-1, 10)).toThrow(RangeError)
    expect(() => ratePerThousand(1, -10)).toThrow(RangeError)
  })
})
